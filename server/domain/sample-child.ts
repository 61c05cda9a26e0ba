// Made-up children to try a letter on, from the ledger's definition alone: nobody's record is needed to see what a page will look like.
import type { LedgerField } from './definition.generated.js';
import type { ChildValue, ChildValues } from './ledger-views.js';
import type { Ledger, OpenField } from './open-ledger.js';

/**
 * `plain` an ordinary child, `longest` everything as long as it comes, `rare` names that few faces have, `missing` what need not be
 * filled in is not, `all` an ordinary child to whom every condition holds.
 */
export const sampleKinds = ['plain', 'longest', 'rare', 'missing', 'all'] as const;
export type SampleKind = (typeof sampleKinds)[number];

type Words = { [meaning: string]: string };
const words: { [kind in SampleKind]: Words } = {
  plain: { name: '李小明', guardian: '李大山', address: '城关镇幸福路18号', village: '向阳村', class: '1班', household: 'H0018' },
  all: { name: '李小明', guardian: '李大山', address: '城关镇幸福路18号', village: '向阳村', class: '1班', household: 'H0018' },
  longest: {
    name: '阿卜杜热合曼·买买提伊明江·吐尔逊',
    guardian: '古丽巴哈尔·阿卜杜热合曼·买买提',
    address: '城关镇东街社区居民委员会第十八居民小组幸福花园小区二期甲区第十二号楼三单元一千二百零一室',
    village: '东街社区居民委员会第十八居民小组',
    class: '九年级（十二）实验班',
    household: 'H000000018',
  },
  rare: { name: '龚䶮㛃', guardian: '龚𬭎喆', address: '犇牛岭镇堃垚村6号', village: '堃垚村', class: '2班', household: 'H0006' },
  missing: { name: '王小花' },
};

/** @param day the day the letter would be issued, 2026-11-03 */
export function sampleChild(ledger: Ledger, kind: SampleKind, day: string): ChildValues {
  const { meanings } = ledger.snapshot.definition;
  const meaningOf = (key: string): string => Object.entries(meanings).find(([, field]) => field === key)?.[0] ?? '';
  return Object.fromEntries(
    ledger.fields.flatMap((field): [string, ChildValue][] => {
      const meaning = meaningOf(field.key);
      if (meaning === 'state') return [[field.key, ledger.initial]];
      if (kind === 'missing' && meaning !== 'name' && !field.field.required) return [];
      return [[field.key, valueFor(field, meaning, kind, day)]];
    }),
  );
}

function valueFor(open: OpenField, meaning: string, kind: SampleKind, day: string): ChildValue {
  const { field, codes } = open;
  if (field.type === 'codes') return kind === 'longest' ? byLength(codes.map(({ value, title }) => ({ value, title }))).slice(0, 3) : [];
  if (field.codeList) return (kind === 'longest' ? byLength(codes)[0] : codes[0]?.value) ?? '';
  if (field.type === 'boolean') return true;
  if (field.type === 'integer') return kind === 'longest' ? (field.maximum ?? 99_999) : (field.minimum ?? 1);
  if (field.format) return formatted(field.format, meaning, day);
  const text = words[kind][meaning] ?? (kind === 'longest' ? `${open.title}填得很长的时候`.repeat(4).slice(0, 40) : open.title);
  return [...text].slice(0, field.maxLength ?? 200).join('');
}

const byLength = (codes: { value: string; title: string }[]): string[] => [...codes].sort((a, b) => b.title.length - a.title.length).map(({ value }) => value);

function formatted(format: NonNullable<LedgerField['format']>, meaning: string, day: string): string {
  const born = `${Number(day.slice(0, 4)) - 7}-05-18`;
  if (format === 'date') return meaning === 'born' ? born : day;
  if (format === 'phone') return '13800000000';
  // Of no place: nobody has this number.
  const number = `000000${born.replaceAll('-', '')}0000`;
  return format === 'id-number' ? number : `G${number}`;
}
