// Definitions meant to bring the server down: refused within a second while it answers others.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type DefinitionRoom, openDefinitionRoom } from '../../server/definition-checking/definition-room.js';
import type { Surroundings } from '../../server/domain/check-definition.js';
import { packFiles } from '../support/packs.js';

const base: Surroundings = Object.fromEntries(packFiles().flatMap(({ pack, content }) => (pack === 'base' ? [[content.id, content]] : [])));
const sound = readFileSync(new URL('sound-report.json', import.meta.url), 'utf8');
type Loose = { [key: string]: Loose } & { [key: string]: unknown };
const report = (change: (definition: Loose) => void): string => {
  const definition = JSON.parse(sound) as Loose;
  change(definition);
  return JSON.stringify(definition);
};
const many = <T>(count: number, make: (index: number) => T): { [key: string]: T } =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, make(index)]));
const nested = (depth: number): object => (depth === 0 ? {} : { title: 't', columns: { k: nested(depth - 1) } });
const loops = (depth: number): string => (depth === 0 ? 'true' : `rows.lines.all(x${depth}, ${loops(depth - 1)})`);

const hostile: { [name: string]: { text: string; says: RegExp } } = {
  'ten megabytes': { text: report((d) => Object.assign(d, { source: 'x'.repeat(10_000_000) })), says: /最多 256 KB/ },
  'a text of 300 KB': { text: report((d) => Object.assign(d, { source: 'x'.repeat(300_000) })), says: /最多 10000 个/ },
  'a hundred thousand nested lists': { text: `${'['.repeat(100_000)}${']'.repeat(100_000)}`, says: /太深了/ },
  'headers nested three hundred deep': {
    text: report((d) => Object.assign(d.layout?.tables?.grades as object, { columns: { k: nested(300) } })),
    says: /太深了/,
  },
  'six thousand columns': {
    text: report((d) => Object.assign(d.schema?.properties?.grades?.each as object, { properties: many(6000, () => 1) })),
    says: /太多了/,
  },
  'prototype keys': { text: sound.replace('"title": "小表"', '"title": "小表", "__proto__": { "admin": true }'), says: /“__proto__”不能用/ },
  'a constructor': { text: report((d) => Object.assign(d.checks as object, { constructor: { prototype: {} } })), says: /“constructor”不能用/ },
  'doubling references': {
    text: report((d) => Object.assign(d, { $defs: many(30, (index) => ({ allOf: [{ $ref: `#/$defs/k${index + 1}` }, { $ref: `#/$defs/k${index + 1}` }] })) })),
    says: /“\$defs”不能用/,
  },
  'a pattern that never ends': {
    text: report((d) => Object.assign(d.schema?.properties?.grades?.each?.properties?.remark as object, { pattern: '^(a+)+$' })),
    says: /没有“pattern”这一项/,
  },
  'a pattern inside a formula': {
    text: report((d) => Object.assign(d.checks?.balance as object, { that: "row.remark.matches('^(a+)+$')" })),
    says: /没有叫“matches”的函数/,
  },
  'loops in loops': { text: report((d) => Object.assign(d.formulas?.rate as object, { value: `${loops(5)} ? 1 : 2` })), says: /不能套在逐行的判断里/ },
  'a loop for each row': {
    text: report((d) => Object.assign(d.checks?.balance as object, { that: 'rows.lines.all(l, l.days < row.absent)' })),
    says: /逐行的公式里不能再逐行/,
  },
  'a formula of a thousand signs': {
    text: report((d) => Object.assign(d.formulas?.rate as object, { value: `${'1+'.repeat(499)}1` })),
    says: /太长或套得太深/,
  },
  'brackets a thousand deep': {
    text: report((d) => Object.assign(d.formulas?.rate as object, { value: `${'('.repeat(490)}1${')'.repeat(490)}` })),
    says: /太长或套得太深/,
  },
  'formulas in a circle of two hundred': {
    text: report((d) => Object.assign(d, { formulas: many(200, (index) => ({ title: 'f', value: `formula.k${(index + 1) % 200}` })) })),
    says: /绕成了圈/,
  },
  'formulas in a chain of two hundred': {
    text: report((d) => Object.assign(d, { formulas: many(200, (index) => ({ title: 'f', value: index === 199 ? '1' : `formula.k${index + 1} + 1` })) })),
    says: /超过 20 层/,
  },
  'four hundred formulas': { text: report((d) => Object.assign(d, { formulas: many(400, () => ({ title: 'f', value: '1' })) })), says: /最多 200 项/ },
  'no JSON': { text: `{ "id": ${'9'.repeat(200_000)}`, says: /不是完整的 JSON/ },
  'a lone null': { text: 'null', says: /kind 应为/ },
};

describe('hostile definitions', () => {
  let room: DefinitionRoom;
  before(async () => {
    room = openDefinitionRoom(fileURLToPath(new URL('../../form-definitions', import.meta.url)));
    expect(await room.checkText(sound, base)).to.deep.equal([]);
  });
  after(() => room.close());

  for (const [name, { text, says }] of Object.entries(hostile))
    it(`refuses ${name} within a second, and answers others meanwhile`, async () => {
      let longest = 0;
      let last = performance.now();
      const beat = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 5);
      const begun = performance.now();
      const faults = await room.checkText(text, base);
      const took = performance.now() - begun;
      await new Promise((done) => setTimeout(done, 6));
      clearInterval(beat);
      expect(faults.map(({ message }) => message).join('\n')).to.match(says);
      expect(took, 'milliseconds').to.be.below(10_000);
      expect(longest, 'longest time without an answer').to.be.below(2_500);
    });
  it('gives up on what takes too long, says so, and judges the next as ever', async () => {
    const slow = report((d) => {
      const columns = many(150, (index) => ({ type: 'integer', title: `c${index}` }));
      const sum = Object.keys(columns)
        .map((key) => `row.${key}`)
        .join(' + ');
      Object.assign(
        d.schema?.properties as object,
        many(8, (index) => ({ type: 'array', title: `t${index}`, each: { properties: index === 0 ? columns : { a: { type: 'integer', title: 'a' } } } })),
      );
      Object.assign(
        d.checks as object,
        many(250, (index) => ({ each: 'k0', level: 'error', that: `${sum} > ${index}`, message: '{row.k1} {row.k2} {row.k3}' })),
      );
    });
    const begun = performance.now();
    const faults = await room.checkText(slow, base);
    expect(performance.now() - begun).to.be.below(10_000);
    expect(faults.length).to.be.below(2);
    expect(await room.checkText(sound, base)).to.deep.equal([]);
    expect(await room.check(JSON.parse(sound), base)).to.deep.equal([]);
  });
  it('leaves no mark on prototypes', () => {
    expect(({} as { admin?: boolean }).admin).to.equal(undefined);
  });
});
