// What a file is, by what is in it: names and headers are what somebody says.

export const maxFileBytes = 10 * 1024 * 1024;
export type FileKind = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

const starts = (bytes: Uint8Array, ...signs: number[]): boolean => signs.every((sign, index) => bytes[index] === sign);
const says = (bytes: Uint8Array, at: number, text: string): boolean => [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** A photo or scan that may be kept as proof; null for anything else. */
export function fileKind(bytes: Uint8Array): FileKind | null {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (says(bytes, 0, 'RIFF') && says(bytes, 8, 'WEBP')) return 'image/webp';
  return says(bytes, 0, '%PDF-') ? 'application/pdf' : null;
}
