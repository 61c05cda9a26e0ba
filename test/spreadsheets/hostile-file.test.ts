import { tmpdir } from 'node:os';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { readSheet } from '../../server/spreadsheets/read-sheet.js';
import { SpreadsheetError } from '../../server/spreadsheets/spreadsheet-error.js';
import { writeSheet } from '../../server/spreadsheets/write-sheet.js';
import { sampleSheet } from '../support/sample-sheet.js';
import { rewriteWorkbook } from '../support/second-reader.js';
import { typedWorkbook } from '../support/typed-workbook.js';

const META = { definition: 'monthly-monitoring', version: 3, office: 'ps-school-01', period: '2024-10' };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const good = (): Promise<Uint8Array> => writeSheet(sampleSheet(), META);

async function refusal(bytes: Uint8Array): Promise<SpreadsheetError> {
  try {
    await readSheet(bytes, sampleSheet());
  } catch (error) {
    if (error instanceof SpreadsheetError) return error;
    throw error;
  }
  throw new Error('should have been refused');
}

type Part = { name: string; content: Uint8Array; inflated?: number; flags?: number; method?: number };
/** A zip file whose directory says what it is told to say. */
function zipOf(parts: Part[], changes: { entries?: number; comment?: string } = {}): Uint8Array {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const { name, content, inflated = content.length, flags = 0, method = 8 } of parts) {
    const packed = method === 8 ? deflateRawSync(content, { level: 9 }) : Buffer.from(content);
    const common = Buffer.alloc(26);
    for (const [value, place, wide] of [
      [20, 0],
      [flags, 2],
      [method, 4],
      [crc32(content), 10, 1],
      [packed.length, 14, 1],
      [inflated, 18, 1],
      [Buffer.byteLength(name), 22],
    ] as [number, number, number?][]) {
      if (wide) common.writeUInt32LE(value, place);
      else common.writeUInt16LE(value, place);
    }
    files.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22 + (changes.comment?.length ?? 0));
  end.write('PK\x05\x06', 0, 'latin1');
  for (const place of [8, 10]) end.writeUInt16LE(changes.entries ?? parts.length, place);
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(changes.comment?.length ?? 0, 20);
  end.write(changes.comment ?? '', 22, 'latin1');
  return new Uint8Array(Buffer.concat([...files, ...directory, end]));
}
const types: Part = { name: '[Content_Types].xml', content: bytesOf('<Types/>') };

describe('a file nobody has vouched for', function () {
  this.timeout(60_000);

  it('is refused in Chinese when it is no workbook at all', async () => {
    const csv = '\ufeff年级,上月学生数\r\n一年级,1\r\n';
    for (const [bytes, code] of [
      [new Uint8Array(), 'EMPTY'],
      [bytesOf(csv), 'NOT_XLSX'],
      [bytesOf('<html><table><tr><td>年级</td></tr></table></html>'), 'NOT_XLSX'],
      [Uint8Array.from(Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex')), 'OLD_OR_LOCKED'],
      [bytesOf('%PDF-1.7'.padEnd(100)), 'NOT_XLSX'],
      [zipOf([{ name: 'a.txt', content: bytesOf('a') }]), 'NOT_XLSX'],
      [new Uint8Array(21 * 2 ** 20), 'TOO_BIG'],
    ] as const) {
      const error = await refusal(bytes);
      expect(error.code).to.equal(code);
      expect(error.message).to.match(/^[\p{Script=Han}]/u);
    }
  });

  it('is refused when it is broken: cut short, scrambled, without its parts', async () => {
    const whole = await good();
    for (const length of [30, 1000, whole.length - 1, whole.length - 22]) expect((await refusal(whole.slice(0, length))).code).to.equal('BROKEN');
    const scrambled = whole.map((byte, n) => (n > 60 && n < whole.length - 1500 ? byte ^ 0x5a : byte));
    expect((await refusal(scrambled)).code).to.equal('BROKEN');
    expect((await refusal(zipOf([types]))).code).to.equal('BROKEN');
    expect((await refusal(rewriteWorkbook(whole, (path, text) => (path.includes('sheet1') ? text.slice(0, 500) : text)))).code).to.be.oneOf([
      'BROKEN',
      'NO_TABLE',
    ]);
    expect(
      (
        await refusal(
          await typedWorkbook([
            ['别的表', '内容'],
            ['甲', 1],
          ]),
        )
      ).code,
    ).to.equal('NO_TABLE');
  });

  it('is refused before inflating when its directory promises too much', async () => {
    const zeros = (megabytes: number) => new Uint8Array(megabytes * 2 ** 20);
    const bomb = zipOf([types, { name: 'xl/worksheets/sheet1.xml', content: zeros(49) }]);
    expect(bomb.length).to.be.lessThan(100_000);
    const many = zipOf([types, ...Array.from({ length: 200 }, (_, n) => ({ name: `a${n}`, content: bytesOf('a') }))]);
    const noise = Uint8Array.from({ length: 6 * 2 ** 20 }, () => Math.floor(Math.random() * 16));
    const large = zipOf([types, ...Array.from({ length: 9 }, (_, n) => ({ name: `a${n}`, content: noise, method: 0 }))].slice(0, 4));
    const sum = zipOf([types, ...Array.from({ length: 9 }, (_, n) => ({ name: `a${n}`, content: noise.subarray(0, 2 ** 20), inflated: 6 * 2 ** 20 }))]);
    const started = performance.now();
    for (const bytes of [bomb, many, sum]) expect((await refusal(bytes)).code).to.equal('TOO_BIG');
    expect(performance.now() - started).to.be.lessThan(1_000);
    expect((await refusal(large)).code).to.equal('BROKEN');
  });

  it('is refused when its directory lies, hides or climbs', async () => {
    const sheet = { name: 'xl/worksheets/sheet1.xml', content: new Uint8Array(40 * 2 ** 20) };
    for (const parts of [
      [types, { ...sheet, inflated: 0 }],
      [types, { ...sheet, inflated: 0, flags: 8 }],
      [types, { name: '../../etc/passwd', content: bytesOf('a') }],
      [types, { name: 'xl\\..\\a', content: bytesOf('a') }],
      [types, { name: '/etc/passwd', content: bytesOf('a') }],
      [types, types],
      [types, { name: 'a', content: bytesOf('a'), method: 12 }],
    ])
      expect((await refusal(zipOf(parts))).code).to.equal('BROKEN');
    expect((await refusal(zipOf([types, { name: 'a', content: bytesOf('a'), flags: 1 }]))).code).to.equal('OLD_OR_LOCKED');
    expect((await refusal(zipOf([types], { entries: 2 }))).code).to.equal('BROKEN');
    expect((await refusal(zipOf([types, { ...sheet, inflated: 400_000 }]))).code).to.equal('BROKEN');
  });

  it('cannot take the server with it: a cell in the last corner, a million cells, deep nesting, entities', async () => {
    const whole = await good();
    const withSheet = (xml: string) => rewriteWorkbook(whole, (path, text) => (path === 'xl/worksheets/sheet1.xml' ? xml : text));
    const sheetOf = (data: string) => `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`;
    const corner = withSheet(sheetOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'));
    const merges = withSheet(
      sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        '</worksheet>',
        `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(2000)}</mergeCells></worksheet>`,
      ),
    );
    const wide = withSheet(
      sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row><row r="5000"><c r="IV5000"><v>1</v></c></row>`).replace(
        '</worksheet>',
        `<mergeCells>${'<mergeCell ref="A1:IV5000"/>'.repeat(2000)}</mergeCells></worksheet>`,
      ),
    );
    const nested = withSheet(sheetOf(`${'<a>'.repeat(200_000)}`));
    const entities = withSheet(
      `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(10)}">`).join('')}]>${sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&a8;</t></is></c></row>')}`,
    );
    for (const bytes of [corner, merges, wide, nested, entities])
      expect((await refusal(bytes)).code).to.be.oneOf(['BROKEN', 'TOO_BIG', 'TOO_SLOW', 'NO_TABLE']);
    expect((await readSheet(whole, sampleSheet())).problems).to.deep.equal([]);
  });

  it('that is full to the limit is read or refused within its time, and the server answers meanwhile', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, r) =>
        `<row r="${r + 1}">${Array.from({ length: 40 }, (_, c) => `<c r="${c < 26 ? '' : 'A'}${String.fromCharCode(65 + (c % 26))}${r + 1}"><v>${r * c}</v></c>`).join('')}</row>`,
    ).join('');
    const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
    const bytes = rewriteWorkbook(await good(), (path, text) => (path === 'xl/worksheets/sheet1.xml' ? xml : text));
    const started = performance.now();
    let [last, pause] = [performance.now(), 0];
    const beat = setInterval(() => {
      pause = Math.max(pause, performance.now() - last);
      last = performance.now();
    }, 20);
    expect((await refusal(bytes)).code).to.be.oneOf(['TOO_BIG', 'TOO_SLOW', 'NO_TABLE']);
    clearInterval(beat);
    expect(performance.now() - started).to.be.lessThan(20_000);
    expect(pause).to.be.lessThan(3_000);
  });

  it('is read from whatever folder the server was started in', async () => {
    const before = process.cwd();
    const whole = await good();
    process.chdir(tmpdir());
    try {
      expect((await readSheet(whole, sampleSheet())).cells).to.have.length(42);
    } finally {
      process.chdir(before);
    }
  });
});
