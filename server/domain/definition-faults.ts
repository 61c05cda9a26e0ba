// The meta-schema's findings as a person can act on them: where, what is wrong, what to write instead.
import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearestNames } from './nearest-name.js';
import type { Fault } from './problem.js';

/** Finds the faults of a value by one named definition of the meta-schema. */
export type JudgeAs = (name: string, value: unknown) => ErrorObject[];

/** At most a hundred, in the order of the file; a choice between two shapes is judged by the one that was meant. */
export function definitionFaults(errors: ErrorObject[], judgeAs: JudgeAs): Fault[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const within = (error: ErrorObject, choice: ErrorObject): boolean => error !== choice && `${error.instancePath}/`.startsWith(`${choice.instancePath}/`);
  const plain = errors.filter((error) => error.keyword !== 'propertyNames' && !choices.includes(error) && !choices.some((choice) => within(error, choice)));
  const outer = choices.filter((choice) => !choices.some((other) => other !== choice && choice.instancePath.startsWith(`${other.instancePath}/`)));
  const faults = [...plain.map(faultOf), ...outer.flatMap((choice) => choiceFaults(choice, judgeAs))];
  return [...new Map(faults.map((fault) => [`${fault.path} ${fault.message}`, fault])).values()].slice(0, 100);
}

function choiceFaults(choice: ErrorObject, judgeAs: JudgeAs): Fault[] {
  const branches = (choice.parentSchema?.[choice.keyword] ?? []) as { $ref?: string; type?: string; enum?: unknown[] }[];
  const named = branches.flatMap(({ $ref }) => ($ref ? [$ref.slice($ref.lastIndexOf('/') + 1)] : []));
  if (named.includes('Table') && isMap(choice.data)) {
    const meant = choice.data.type === 'object' || choice.data.type === 'array' ? 'Table' : (named.find((name) => name !== 'Table') ?? 'Field');
    const base = pathOf(choice.instancePath);
    return definitionFaults(judgeAs(meant, choice.data), judgeAs).map(({ path, message }) => ({ path: joined(base, path), message }));
  }
  const words = branches.map(({ $ref, type, enum: values }) => {
    if (values) return values.join('、');
    if ($ref?.endsWith('/Expression')) return '一个条件（公式）';
    return type === 'boolean' ? 'true、false' : type === 'object' ? '逐项写在花括号里' : (type ?? '规定的内容');
  });
  return [{ path: pathOf(choice.instancePath), message: `只能写 ${words.join('，或')}；这里是${shown(choice.data)}` }];
}

function faultOf(error: ErrorObject): Fault {
  const { keyword, params } = error;
  const parentSchema = (error.parentSchema ?? {}) as { properties?: object };
  const path = pathOf(error.instancePath);
  const known = Object.keys(parentSchema.properties ?? {}).filter((key) => key !== '$schema');
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const near = nearestNames(key, known);
      return { path: joined(path, key), message: `没有“${key}”这一项${near.length ? `，是不是 ${near.join('、')}？` : ''}；这里可写的有 ${known.join('、')}` };
    }
    case 'required':
      return { path, message: `缺少“${params.missingProperty}”${wordsOf(parentSchema, String(params.missingProperty))}` };
    case 'enum':
      return { path, message: `只能是 ${(params.allowedValues as unknown[]).join('、')} 之一，这里是${shown(error.data)}` };
    case 'const':
      return { path, message: `只能是 ${shown(params.allowedValue)}，这里是${shown(error.data)}` };
    case 'type':
      return { path, message: `应当是${typeWords[String(params.type)] ?? params.type}，这里是${shown(error.data)}` };
    case 'pattern': {
      const name = error.propertyName;
      return name === undefined
        ? { path, message: `${shown(error.data)}写法不对：${patternWords(String(params.pattern))}` }
        : { path: joined(path, name), message: `键名“${name}”写法不对：${patternWords(String(params.pattern))}` };
    }
    case 'minimum':
      return { path, message: `不能小于 ${params.limit}，这里是 ${error.data}` };
    case 'maximum':
      return { path, message: `不能大于 ${params.limit}，这里是 ${error.data}` };
    case 'minLength':
      return { path, message: params.limit === 1 ? '不能是空的' : `至少 ${params.limit} 个字` };
    case 'maxLength':
      return { path: error.propertyName === undefined ? path : joined(path, error.propertyName), message: `最多 ${params.limit} 个字` };
    case 'minProperties':
    case 'minItems':
      return { path, message: `至少要有 ${params.limit} 项` };
    case 'maxProperties':
    case 'maxItems':
      return { path, message: `最多 ${params.limit} 项` };
    default:
      return { path, message: `不合规定（${keyword}）` };
  }
}

const typeWords: { [type: string]: string } = {
  integer: '整数',
  number: '数',
  string: '文字（加英文双引号）',
  boolean: 'true 或 false（不加引号）',
  array: '方括号里的列表',
  object: '花括号里的各项',
};

/** The Chinese half of the description of a part, such as 几号。 */
function wordsOf(schema: { properties?: unknown }, key: string): string {
  const description = (schema.properties as { [key: string]: { description?: string } } | undefined)?.[key]?.description;
  const chinese = description && /[\u3400-\u9fff].*$/.exec(description)?.[0];
  return chinese ? `（${chinese.replace(/。$/, '')}）` : '';
}

const patterns: { [pattern: string]: string } = {
  '^[a-z][A-Za-z0-9_]*$': '要以小写英文字母开头，只含英文字母、数字和下划线',
  '^[a-z][a-z0-9]*(-[a-z0-9]+)*$': '要以小写英文字母开头，只含小写字母、数字和连字符',
  '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$': '日期要写成 2026-09-01 这样',
  '^y20[0-9]{2}$': '学年以开始的年份为键，如 y2026',
};
function patternWords(pattern: string): string {
  if (patterns[pattern]) return patterns[pattern];
  if (pattern.startsWith('^(m(')) return '月写 m1 到 m12，季度写 q1 到 q4，学期写 s1、s2';
  if (pattern.includes('w[a-z0-9]')) return '时段的键要以 w 开头，如 w03（本级新增的带前缀，如 ps_w06）';
  if (pattern.includes('\\.')) return '要写成“表.列”，如 grades.remark';
  return `要符合 ${pattern}`;
}

const isMap = (value: unknown): value is { [key: string]: unknown } => value !== null && typeof value === 'object' && !Array.isArray(value);
const pathOf = (pointer: string): string => pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
const joined = (base: string, path: string): string => (base && path ? `${base}.${path}` : base || path);

function shown(value: unknown): string {
  if (value === null) return '空（null）';
  if (typeof value === 'string') return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`;
  if (typeof value === 'object') return Array.isArray(value) ? '一个列表' : '花括号里的各项';
  return ` ${value}`;
}
