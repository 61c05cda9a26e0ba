import { BSONRegExp } from 'bson';
import { CommandError } from '../errors.js';

/** True for a regular expression in either of the forms it may arrive in. */
export function isRegex(value: unknown): value is RegExp | BSONRegExp {
  return value instanceof RegExp || value instanceof BSONRegExp;
}

/**
 * Turns a pattern of MongoDB (PCRE2) into a JS one: options i, m, s, x, u; a leading `(?i)`; `\A`, `\Z`, `\z`, possessive
 * and atomic forms are refused rather than misread.
 * @throws CommandError BadValue (51091, 51108) for a pattern or an option that cannot be taken over
 */
export function toRegExp(pattern: string, options = ''): RegExp {
  let source = pattern;
  let flags = new Set(options);
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  if (inline) {
    flags = new Set([...flags, ...inline[1]!]);
    source = source.slice(inline[0].length);
  }
  for (const flag of flags) if (!'imsxu'.includes(flag)) throw new CommandError(51108, `invalid flag in regex options: ${flag}`);
  if (flags.has('x')) source = source.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (part) => (/^(\s|#)/.test(part) ? '' : part));
  source = source.replace(/\\([AzZh])|(\\.)/g, (whole, letter: string | undefined) => {
    if (letter === 'A') return '(?<![\\s\\S])';
    if (letter === 'z') return '(?![\\s\\S])';
    if (letter === 'Z') return '(?=\\n?(?![\\s\\S]))';
    return letter === 'h' ? '[ \\t]' : whole;
  });
  const jsFlags = [...flags].filter((flag) => 'ims'.includes(flag)).join('');
  try {
    return new RegExp(source, `${jsFlags}u`);
  } catch {
    try {
      return new RegExp(source, jsFlags);
    } catch (error) {
      throw new CommandError(51091, `Regular expression is invalid: ${(error as Error).message}`);
    }
  }
}

/** The JS form of a regular expression value. */
export function compileRegex(value: RegExp | BSONRegExp): RegExp {
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options);
  return toRegExp(value.source, value.flags.replace(/[gdvy]/g, ''));
}
