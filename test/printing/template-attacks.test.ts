// What somebody might write into a letter's template, and what must come of it: a sentence, never a page, while others are served.
import { expect } from 'chai';
import type { SaidLetter, TemplateShape } from '../../server/domain/compose-letter.js';
import { letterTemplates } from '../../server/printing/letter-templates.js';
import { openTemplateRoom, type TemplateRoom } from '../../server/printing/template-room.js';

const shape: TemplateShape = {
  letter: { title: true, serial: true, date: true, mark: true },
  fields: { name: true, school: true, office: true, theme: true, contact: true, grade: true, class: true },
  texts: {},
  above: [{ key: true, title: true, kind: true, text: true }],
  subtitles: [{ key: true, title: true, kind: true, text: true }],
  before: [{ key: true, title: true, kind: true, text: true }],
  law: true,
  after: [{ key: true, title: true, kind: true, text: true }],
  clauses: [{ law: true, article: true, edition: true, paragraphs: [true] }],
  receipt: { title: true, lines: [{ kind: true, title: true, text: true }], copies: [{ title: true }] },
};
const evil = `"><script>alert(1)</script>'\`{{letter.title}}&`;
const said: SaidLetter = {
  letter: { title: '通知', serial: '1号', date: '2026年9月1日', mark: '' },
  fields: { name: evil, school: '小学', office: '局', theme: '', contact: '', grade: '', class: '' },
  texts: {},
  above: [],
  subtitles: [],
  before: [{ key: 'a', title: '', kind: 'body', text: '正文' }],
  law: '法律',
  after: [],
  clauses: [{ law: '法', article: '第一条', edition: '2018-12-29', paragraphs: ['甲', '乙'] }],
  receipt: { title: '回证', lines: [{ kind: 'said', title: '题', text: '文' }], copies: [{ title: '' }] },
};
const many = (text: string, times: number): string => text.repeat(times);

const attacks: { [name: string]: string } = {
  'three braces': '<p>{{{fields.name}}}</p>',
  ampersand: '<p>{{&fields.name}}</p>',
  constructor: '<p>{{constructor}}</p>',
  __proto__: '<p>{{fields.__proto__.x}}</p>',
  'constructor of a value': '<p>{{fields.name.constructor}}</p>',
  __lookupGetter__: '<p>{{fields.__lookupGetter__}}</p>',
  lookup: '<p>{{lookup fields "name"}}</p>',
  log: '<p>{{log fields.name}}</p>',
  'helper by path': '<p>{{#with (lookup this "constructor")}}{{/with}}</p>',
  with: '<p>{{#with fields}}{{name}}{{/with}}</p>',
  helperMissing: '<p>{{helperMissing fields.name}}</p>',
  blockHelperMissing: '<p>{{#fields}}{{name}}{{/fields}}</p>',
  partial: '<p>{{> layouts/paper}}</p>',
  'dynamic partial': '<p>{{> (fields.name)}}</p>',
  'inline partial': '{{#*inline "x"}}{{> x}}{{/inline}}<p>{{> x}}</p>',
  'partial block': '<p>{{#> x}}{{> @partial-block}}{{/x}}</p>',
  decorator: '<p>{{* x}}</p>',
  'block params': '<p>{{#each before as |b|}}{{b.text}}{{/each}}</p>',
  'data root': '<p>{{@root.fields.name}}</p>',
  'data outside a loop': '<p>{{@index}}</p>',
  'too far up': '<p>{{../../letter.title}}</p>',
  'undeclared name': '<p>{{fields.idNumber}}</p>',
  'an object as text': '<p>{{fields}}</p>',
  'each over text': '<p>{{#each letter.title}}x{{/each}}</p>',
  'loops in loops in loops': '<p>{{#each before}}{{#each ../clauses}}{{#each paragraphs}}{{this}}{{/each}}{{/each}}{{/each}}</p>',
  'a megabyte': `<p>${many('x', 1_000_000)}</p>`,
  'sixty thousand braces': many('{{letter.title}}', 4_000),
  'deep blocks': `${many('{{#if letter.title}}', 2_000)}${many('{{/if}}', 2_000)}`,
  'an open block': '<p>{{#if letter.title}}</p>',
  script: '<script>fetch("http://127.0.0.1")</script>',
  'script in capitals': '<ScRiPt>1</ScRiPt>',
  img: '<img src="http://127.0.0.1/x.png">',
  iframe: '<iframe src="file:///etc/passwd"></iframe>',
  object: '<object data="file:///etc/passwd"></object>',
  embed: '<embed src="x">',
  link: '<link rel="stylesheet" href="http://127.0.0.1/x.css">',
  'link prefetch': '<link rel="prefetch" href="http://127.0.0.1/">',
  'meta refresh': '<meta http-equiv="refresh" content="0;url=file:///etc/passwd">',
  base: '<base href="http://127.0.0.1/">',
  form: '<form action="http://127.0.0.1"><input></form>',
  svg: '<svg><use href="http://127.0.0.1/#a"/></svg>',
  anchor: '<a href="javascript:alert(1)">x</a>',
  'event handler': '<p onclick="alert(1)">x</p>',
  'event handler without quotes': '<p onclick=alert(1)>x</p>',
  'a name made of a value': '<p {{fields.name}}="x">y</p>',
  'a tag made of a value': '<{{fields.name}}>y</p>',
  'a block in a tag': '<p {{#if letter.title}}class="x"{{/if}}>y</p>',
  'a value in a style': '<p style="width: {{fields.name}}">y</p>',
  'style that fetches': '<style>p { background: url(http://127.0.0.1/x) }</style><p>x</p>',
  'style that fetches behind an escape': '<style>p { background: u\\72l(http://127.0.0.1/x) }</style><p>x</p>',
  'style with import': '<style>@import "http://127.0.0.1/x.css";</style><p>x</p>',
  'style with a font': '<style>@font-face { font-family: X; src: local(X) }</style><p>x</p>',
  'style split by comments': '<style>p { background: ur/**/l(x) } @im/**/port "x";</style><p>x</p>',
  'style attribute that fetches': '<p style="background:url(file:///etc/passwd)">x</p>',
  'style that covers others': '<style>p { position: fixed }</style><p>x</p>',
  'a value in the stylesheet': '<style>p { color: {{fields.name}} }</style><p>x</p>',
  'a comment that hides': '<!-- <script> --><p>x</p>',
  'an end tag alone': '</article><article class="sheet">',
  'a tag that stays open': '<div><p>x</p>',
  doctype: '<!doctype html><p>x</p>',
  cdata: '<![CDATA[<script>]]>',
};

describe('templates of counties', () => {
  let room: TemplateRoom;
  before(() => {
    room = openTemplateRoom();
  });
  after(() => room?.close());

  for (const [name, template] of Object.entries(attacks)) {
    it(`refuses ${name}`, async () => {
      const began = Date.now();
      const faults = await room.judge(template, shape, [said]);
      expect(faults, template.slice(0, 200)).to.not.deep.equal([]);
      for (const fault of faults) expect(fault.message).to.match(/[\u4e00-\u9fff]/);
      expect(Date.now() - began).to.be.below(8_000);
    });
  }

  it('refuses what is no text at all', async () => {
    for (const page of [{ type: 'Program', body: [] }, null, 7, ['x']] as unknown as string[])
      expect((await room.judge(page, shape, [said]))[0]?.message).to.equal('模板应当是文字');
  });

  it('ends a thread that takes too long and serves the next one', async () => {
    // Judged text may be fast and drawing slow: thousands of letters with thousands of lines.
    const lines = Array.from({ length: 3_000 }, (_, n) => ({ key: String(n), title: '', kind: 'body', text: 'x'.repeat(100) }));
    const heavy = { ...said, before: lines, clauses: Array.from({ length: 3_000 }, () => said.clauses[0] as SaidLetter['clauses'][number]) };
    const slow = '{{#each before}}{{#each ../clauses}}{{law}}{{article}}{{edition}}{{../text}}{{/each}}{{/each}}';
    const refusal = await room.draw(slow, [heavy]).then(
      () => null,
      (error: Error) => error.message,
    );
    expect(refusal).to.match(/太长|太多|不能使用/);
    expect((await room.draw('<p>{{letter.title}}</p>', [said])).bodies).to.deep.equal(['<p>通知</p>']);
  });

  it('escapes whatever a child is called', async () => {
    const { bodies } = await room.draw('<p class="{{fields.name}}">{{fields.name}}</p>', [said]);
    expect(bodies[0]).to.not.match(/<script|<\/script/);
    expect(bodies[0]?.match(/[<>]/g)).to.have.length(4);
    expect(bodies[0]).to.contain('{{letter.title}}');
  });

  it('takes the templates the product brings', async () => {
    const files = Object.entries(letterTemplates());
    expect(files.length).to.be.above(1);
    for (const [file, page] of files) expect(await room.judge(page, shape, [said]), file).to.deep.equal([]);
  });
});
