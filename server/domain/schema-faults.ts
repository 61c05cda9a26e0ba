// ajv's errors in Chinese, each with the path of the value it is about.
import type { ErrorObject } from 'ajv/dist/2020.js';
import localizeModule from 'ajv-i18n/localize/zh/index.js';
import type { Fault } from './problem.js';

/** The package's types promise a `default` that Node's import of it does not have. */
const localizeZh = localizeModule as unknown as (errors: ErrorObject[]) => void;

const words: [RegExp, string][] = [
  [/\binteger\b/g, '整数'],
  [/\bnumber\b/g, '数'],
  [/\bstring\b/g, '文字'],
  [/\bboolean\b/g, '是或否'],
  [/\barray\b/g, '列表'],
  [/\bobject\b/g, '成组内容'],
  [/\bnull\b/g, '空'],
];

/** At most fifty faults, paths with dots: `changes.0.path`. */
export function schemaFaults(errors: ErrorObject[]): Fault[] {
  localizeZh(errors);
  return errors
    .filter((error) => error.keyword !== 'anyOf')
    .slice(0, 50)
    .map((error) => {
      const named: unknown = error.params.additionalProperty ?? error.params.propertyName;
      const path = `${error.instancePath}${named === undefined ? '' : `/${String(named)}`}`.slice(1).replaceAll('/', '.');
      return {
        path,
        message:
          error.keyword === 'type'
            ? words.reduce((text, [word, chinese]) => text.replace(word, chinese), error.message ?? '')
            : (error.message ?? '内容不正确'),
      };
    });
}
