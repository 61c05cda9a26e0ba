import { CommandError } from '../errors.js';
import { compareStrings } from './compare-strings.js';
import { asNumber, type Doc, isDocument, isNumeric, rankOf, typeName, typeRank } from './values.js';

/**
 * How strings are compared, other than by their code points. There is none for MongoDB's `simple` collation.
 * `spec` is whole, as `listIndexes` shows it; two collations with the same `id` order all strings alike.
 */
export type Collation = { spec: Doc; id: string; compare: (a: string, b: string) => number };

/** The version of the rules: another one may order the same strings in another way. */
export const collationVersion = process.versions['icu'] ?? '0';
/** The version every MongoDB so far has; it comes with specifications taken from one. */
const versionOfMongo = '57.1';

/** ICU's names of orders that JavaScript knows by a shorter one. */
const shortNames: Record<string, string> = { phonebook: 'phonebk', traditional: 'trad', dictionary: 'dict' };
const known = new Map<string, Collation>();
const flags = ['caseLevel', 'numericOrdering', 'normalization', 'backwards'] as const;
const choices: Record<string, string[]> = { caseFirst: ['upper', 'lower', 'off'], alternate: ['non-ignorable', 'shifted'], maxVariable: ['punct', 'space'] };

/**
 * Reads a collation as a command, an index or a collection gives it; undefined for `{ locale: 'simple' }`.
 * @throws CommandError 40414, 40415, 51024, TypeMismatch and BadValue as MongoDB does; IncompatibleCollationVersion (161);
 *   CommandNotSupported for what JavaScript's `Intl.Collator` cannot do
 */
export function parseCollation(spec: unknown, name = 'collation'): Collation | undefined {
  if (!isDocument(spec)) throw new CommandError('TypeMismatch', `BSON field '${name}' is the wrong type '${typeName(spec)}', expected type 'object'`);
  checkFields(spec);
  const locale = spec['locale'] as string;
  if (locale === 'simple') {
    if (Object.keys(spec).length > 1)
      throw new CommandError('FailedToParse', `If locale=simple, no other fields should be present in: ${JSON.stringify(spec)}`);
    return undefined;
  }
  const version = spec['version'] ?? collationVersion;
  if (version !== collationVersion && version !== versionOfMongo)
    throw new CommandError(
      'IncompatibleCollationVersion',
      `Requested collation version ${String(version)} but the only available collator version was ${collationVersion}. Requested collation spec: ${JSON.stringify(spec)}`,
    );
  return complete(spec, locale);
}

/** As `parseCollation`, for one that is in the file already and may be of another version. */
export function storedCollation(spec: unknown): Collation | undefined {
  if (!isDocument(spec)) return undefined;
  const { version, ...rest } = spec;
  return parseCollation(rest);
}

/** Whether two collations order strings alike. */
export const sameCollation = (a: Collation | undefined, b: Collation | undefined): boolean => a?.id === b?.id;

function checkFields(spec: Doc): void {
  for (const [key, value] of Object.entries(spec)) {
    const wrong = (expected: string): CommandError =>
      new CommandError('TypeMismatch', `BSON field 'collation.${key}' is the wrong type '${typeName(value)}', expected type '${expected}'`);
    if (key === 'locale' || key === 'version' || key in choices) {
      if (typeof value !== 'string') throw wrong('string');
      if (choices[key]?.includes(value) === false)
        throw new CommandError('BadValue', `Enumeration value '${value}' for field 'collation.${key}' is not a valid value.`);
    } else if ((flags as readonly string[]).includes(key)) {
      if (typeof value !== 'boolean') throw wrong('bool');
    } else if (key === 'strength') {
      if (!isNumeric(value)) throw wrong('int');
      const strength = Math.trunc(asNumber(value));
      if (!(strength >= 1 && strength <= 5))
        throw new CommandError(51024, `BSON field 'strength' value must be ${strength < 1 ? '>= 1' : '<= 5'}, actual value '${strength}'`);
    } else throw new CommandError(40415, `BSON field 'collation.${key}' is an unknown field.`);
  }
  if (!('locale' in spec)) throw new CommandError(40414, "BSON field 'collation.locale' is missing but a required field");
}

/** The tag of JavaScript for one of ICU's names: `zh_Hans@collation=stroke` is `zh-Hans-u-co-stroke`. */
function tagOf(locale: string, spec: Doc): string {
  const invalid = (): CommandError => new CommandError('BadValue', `Field 'locale' is invalid in: ${JSON.stringify(spec)}`);
  const [, language, script = '', region = '', , order] = /^(root|[a-z]{2,3})(_[A-Z][a-z]{3})?(_[A-Z]{2}|_\d{3})?(@collation=([a-z0-9]+))?$/.exec(locale) ?? [];
  if (!language) throw invalid();
  const plain = `${language === 'root' ? 'en' : language}${script}${region}`.replaceAll('_', '-');
  if (Intl.Collator.supportedLocalesOf([plain]).length === 0) throw invalid();
  if (order === undefined || order === 'standard') return plain;
  const short = shortNames[order] ?? order;
  if (language === 'zh' && order === 'pinyin' && script !== '_Hant') return plain;
  const tag = `${plain}-u-co-${short}`;
  if (short.length < 3 || short.length > 8 || new Intl.Collator(tag).resolvedOptions().collation !== short) throw invalid();
  return tag;
}

function complete(given: Doc, locale: string): Collation {
  const tag = tagOf(locale, given);
  const defaults = new Intl.Collator(tag).resolvedOptions() as Intl.ResolvedCollatorOptions & { caseFirst?: string };
  const spec = {
    locale,
    caseLevel: given['caseLevel'] === true,
    caseFirst: (given['caseFirst'] as string | undefined) ?? (defaults.caseFirst === 'false' ? 'off' : (defaults.caseFirst ?? 'off')),
    strength: given['strength'] === undefined ? 3 : Math.trunc(asNumber(given['strength'])),
    numericOrdering: given['numericOrdering'] === true,
    alternate: (given['alternate'] as string | undefined) ?? (defaults.ignorePunctuation ? 'shifted' : 'non-ignorable'),
    maxVariable: (given['maxVariable'] as string | undefined) ?? 'punct',
    normalization: given['normalization'] === true,
    backwards: (given['backwards'] as boolean | undefined) ?? locale === 'fr_CA',
    version: collationVersion,
  };
  const { normalization, version, ...meaning } = spec;
  const id = JSON.stringify(meaning);
  const found = known.get(id);
  if (found) return { ...found, spec };
  const collation: Collation = { spec, id, compare: comparison(spec, tag) };
  if (known.size < 200) known.set(id, collation);
  return collation;
}

type Whole = { caseLevel: boolean; caseFirst: string; strength: number; numericOrdering: boolean; alternate: string; maxVariable: string; backwards: boolean };

function comparison(spec: Whole, tag: string): (a: string, b: string) => number {
  const { caseLevel, caseFirst, strength, numericOrdering, alternate } = spec;
  if (spec.backwards && strength === 1) throw new CommandError('BadValue', `'backwards' is invalid with 'strength' of 1 in: ${JSON.stringify(spec)}`);
  if (caseFirst !== 'off' && !caseLevel && strength < 3)
    throw new CommandError('BadValue', `'caseFirst' is invalid unless 'caseLevel' is on or 'strength' is greater than 2 in: ${JSON.stringify(spec)}`);
  if (alternate === 'shifted' && strength > 3) throw refused("'strength' of 4 or 5 together with 'alternate' of 'shifted'");
  if (alternate === 'shifted' && spec.maxVariable === 'space') throw refused("'maxVariable' of 'space'");
  const collator = (sensitivity: 'base' | 'accent' | 'case' | 'variant'): ((a: string, b: string) => number) =>
    new Intl.Collator(backwardsTag(tag, spec.backwards), {
      sensitivity,
      numeric: numericOrdering,
      caseFirst: caseFirst === 'off' ? 'false' : (caseFirst as 'upper' | 'lower'),
      ignorePunctuation: alternate === 'shifted',
    }).compare;
  if (strength === 1) return collator(caseLevel ? 'case' : 'base');
  // The level of case stands between accents and all other differences.
  const levels = [...(caseLevel || strength === 2 ? [collator('accent')] : []), ...(caseLevel ? [collator('case')] : [])];
  if (strength > 2) levels.push(collator('variant'));
  if (strength === 5) levels.push((a, b) => compareStrings(a.normalize('NFD'), b.normalize('NFD')));
  if (levels.length === 1) return levels[0]!;
  return (a, b) => {
    for (const level of levels) {
      const order = level(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** `Intl.Collator` compares accents from the end for Canadian French alone; otherwise it orders as French and English do. */
function backwardsTag(tag: string, backwards: boolean): string {
  if (!backwards) return tag === 'fr-CA' ? 'fr' : tag;
  if (!/^(fr|en)(-|$)/.test(tag) || tag.includes('-u-')) throw refused("'backwards' outside of French and English");
  return 'fr-CA';
}

function refused(what: string): CommandError {
  return new CommandError('CommandNotSupported', `a collation with ${what} is not supported: this server compares strings with JavaScript's Intl.Collator`);
}

/** Where a command's variables carry its collation: filters, stages and expressions get the variables, and no name of a client's can be this. */
const carried = Symbol('collation');

/** The collation that goes with a command's variables. */
export function collationOf(variables: Doc): Collation | undefined {
  return (variables as { [carried]?: Collation })[carried];
}

/** Variables that carry a collation. */
export function withCollation(variables: Doc, collation: Collation | undefined): Doc {
  return collation ? Object.assign({ ...variables }, { [carried]: collation }) : variables;
}

/** Whether a value is a string or holds one, so that a collation has a say in how it compares. */
export function hasText(value: unknown): boolean {
  switch (rankOf(value)) {
    case typeRank.string:
      return true;
    case typeRank.array:
      return (value as unknown[]).some(hasText);
    case typeRank.object:
      return !isDocument(value) || Object.values(value).some(hasText);
    default:
      return false;
  }
}
