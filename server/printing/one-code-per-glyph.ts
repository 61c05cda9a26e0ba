// Text copied from a PDF is read back from glyphs. Where a face draws two characters with one glyph (杞 and 𣏌, 卉 and 𠦄), Chromium names the
// one with the lower code, or the higher: the everyday one has to be the only one.
const tableAt = (font: Buffer, tag: string): number => {
  for (let entry = 12; entry < 12 + font.readUInt16BE(4) * 16; entry += 16)
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  throw new Error(`the face has no ${tag} table`);
};

/** Everyday characters first: ASCII, 汉字, Chinese punctuation, then the lower code. */
const rank = (code: number): number => {
  if (code < 0x100) return 0;
  if (code >= 0x4e00 && code <= 0x9fff) return 1;
  if ((code >= 0x3000 && code <= 0x303f && code !== 0x301c) || (code >= 0xff00 && code <= 0xffef) || code === 0x2013) return 2;
  return 3;
};

type Group = [first: number, last: number, glyph: number];

/** The face with every character but the everyday one of each glyph taken out of its character map, which keeps only its full (format 12) tables. `font` itself is changed. */
export function withOneCodePerGlyph(font: Buffer): Buffer {
  const cmap = tableAt(font, 'cmap');
  const records = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, n) => font.subarray(cmap + 4 + n * 8, cmap + 12 + n * 8));
  const full = records.filter((record) => font.readUInt16BE(cmap + record.readUInt32BE(4)) === 12).map((record) => Buffer.from(record));
  if (full.length === 0) throw new Error('the face has no full character map');
  for (const at of new Set(full.map((record) => cmap + record.readUInt32BE(4)))) rewrite(font, at);
  font.writeUInt16BE(full.length, cmap + 2);
  for (const [n, record] of full.entries()) record.copy(font, cmap + 4 + n * 8);
  return font;
}

function rewrite(font: Buffer, at: number): void {
  const glyphs = new Map<number, number>();
  const codes = new Map<number, number>();
  for (let entry = at + 16; entry < at + 16 + font.readUInt32BE(at + 12) * 12; entry += 12) {
    const [first, last, glyph] = [font.readUInt32BE(entry), font.readUInt32BE(entry + 4), font.readUInt32BE(entry + 8)];
    for (let code = first; code <= last; code += 1) {
      const other = codes.get(glyph + code - first);
      if (other === undefined || rank(code) < rank(other)) codes.set(glyph + code - first, code);
      glyphs.set(code, glyph + code - first);
    }
  }
  const groups: Group[] = [];
  for (const [code, glyph] of [...glyphs].sort(([a], [b]) => a - b)) {
    if (codes.get(glyph) !== code) continue;
    const last = groups.at(-1);
    if (last && last[1] + 1 === code && last[2] + code - last[0] === glyph) last[1] = code;
    else groups.push([code, code, glyph]);
  }
  const room = font.readUInt32BE(at + 4);
  if (16 + groups.length * 12 > room) throw new Error('the character map grew');
  font.writeUInt32BE(16 + groups.length * 12, at + 4);
  font.writeUInt32BE(groups.length, at + 12);
  for (const [n, group] of groups.entries()) for (const [field, value] of group.entries()) font.writeUInt32BE(value, at + 16 + n * 12 + field * 4);
}
