// One Chinese sentence for one difference between two ledgers, letters or laws: what a clerk calls the things there.
import type { Difference } from './difference.js';
import { holesInWords } from './hole-words.js';
import { isMap, type Json, type JsonMap, valueAt } from './merge-patch.js';
import { roleTitles } from './permissions.js';

type Trees = { before: JsonMap; after: JsonMap };

/** null where the words of every other definition do; '' where nothing is to be said. */
export function ledgerSentence(kind: string, difference: Difference, trees: Trees): string | null {
  if (kind === 'ledger') return inLedger(difference, trees);
  if (kind === 'letter') return inLetter(difference, trees);
  return kind === 'clause' ? inLaw(difference, trees) : null;
}

/** What people call the entry at a place: its title, else how its text begins. */
function named(trees: Trees, path: string[]): string {
  const entry = [trees.after, trees.before].map((tree) => valueAt(tree, path)).find(isMap);
  const words = String(entry?.title ?? entry?.text ?? '').replace(/\{[A-Za-z0-9_]+\}/g, '…');
  return `“${words.length > 24 ? `${words.slice(0, 24)}…` : words}”`;
}
const fieldNamed = (trees: Trees, key: string): string => named(trees, ['schema', 'properties', key]);
const more = (yes: Json | undefined): string => (yes === true ? '增加' : '去掉');
const role = (key: string | undefined): string => `“${roleTitles[key as keyof typeof roleTitles] ?? ''}”`;
/** An entry that came, went, or was put out of use or back. */
function comesOrGoes({ path, before, after }: Difference, length: number, name: string): string | null {
  if (path.length === length) return before === undefined ? `增加${name}` : `去掉${name}`;
  if (path.length === length + 1 && path.at(-1) === 'hidden') return after === true ? `停用${name}` : `恢复使用${name}`;
  if (path.length === length + 1 && path.at(-1) === 'order') return `${name}换了位置`;
  return null;
}

const deeds: { [deed: string]: string } = { read: '查看', create: '建档', edit: '更正', import: '导入', export: '导出' };

function inLedger(difference: Difference, trees: Trees): string | null {
  const { path, after } = difference;
  const [section, key = '', part, inner] = path;
  if (section === 'by') return `可以${deeds[key] ?? ''}的人${more(after)}${role(part)}`;
  if (section === 'meanings') return '栏目的含义有变';
  if (section === 'states') return '学生状态的设置有变';
  if (section === 'privacy') {
    if (!valueAt(trees.before, ['privacy', key])) return `${fieldNamed(trees, key)}要遮盖`;
    if (!valueAt(trees.after, ['privacy', key])) return `${fieldNamed(trees, key)}不再遮盖`;
    if (part === 'lists') return `${fieldNamed(trees, key)}在名单里${after === true ? '对谁都遮盖' : '按各人的权限遮盖'}`;
    return `${fieldNamed(trees, key)}怎样遮盖、谁能看全文有变`;
  }
  if (section === 'schema' && inner === 'heads') return `${fieldNamed(trees, part ?? '')}一列导入时认得的列名改为“${String(after ?? '')}”`;
  if (section === 'layout' && key === 'list') return listSentence(difference, trees);
  if (section === 'layout' && key === 'groups' && inner === 'fields') {
    const shown = path.length === 5 ? after !== undefined : path.at(-1) === 'hidden' && after !== true;
    if (path.at(-1) === 'order') return `“${fieldNamed(trees, path[4] ?? '').slice(1, -1)}”在组里换了位置`;
    return `${fieldNamed(trees, path[4] ?? '')}${shown ? '放进' : '移出'}${named(trees, ['layout', 'groups', part ?? ''])}一组`;
  }
  if (section === 'views' && part === 'remind') return `分册${named(trees, ['views', key])}在待办里提醒的人有变`;
  if (section === 'views' && part === 'where') return `分册${named(trees, ['views', key])}里是哪些学生有变`;
  if (section !== 'events') return null;
  const event = `异动${named(trees, ['events', key])}`;
  if (part === 'by') return `可以登记${event}的人${more(after)}${role(inner)}`;
  if (part === 'from') return `${event}在哪些状态下可以发生有变`;
  if (part === 'sets' || part === 'takesIn') return `${event}登记以后的变化有变`;
  if (part === 'schema') return `${event}登记时要填的内容有变`;
  if (part === 'guard') return `${event}要符合的条件有变`;
  if (part === 'proof') return `${event}要的证明材料有变`;
  return null;
}

function listSentence({ path, before, after }: Difference, trees: Trees): string {
  const field = fieldNamed(trees, path[2] ?? '');
  const last = path.at(-1);
  if (last === 'width' && valueAt(trees.before, path.slice(0, 3)) !== undefined) return `名单里${field}一列的宽度由${String(before)}改为${String(after)}`;
  if (last === 'order' && valueAt(trees.before, path.slice(0, 3)) !== undefined) return `名单里${field}一列换了位置`;
  const isShown = isMap(valueAt(trees.after, path.slice(0, 3))) && valueAt(trees.after, [...path.slice(0, 3), 'hidden']) !== true;
  return isShown ? `名单里增加${field}一列` : `名单里不再显示${field}一列`;
}

const kinds: { [kind: string]: string } = {
  body: '正文',
  salutation: '称呼',
  heading: '小标题',
  law: '法条标题',
  centre: '居中',
  right: '靠右',
  above: '抬头',
  subtitle: '副标题',
};
const sizes: { [name: string]: [string, string] } = {
  fontSize: ['正文字号', '磅'],
  lineHeight: ['正文行距', '倍'],
  lawSize: ['法条字号', '磅'],
  titleSize: ['标题字号', '磅'],
};
const looks: { [name: string]: { [value: string]: string } } = {
  titleColour: { black: '标题改为黑色', red: '标题改为红色', undefined: '标题颜色按版式' },
  signDate: { digits: '落款日期写成 2027年9月1日', han: '落款日期写成 二〇二七年九月一日', undefined: '落款日期按版式' },
  headLine: { true: '标题下面印一条线', false: '标题下面不印线', undefined: '标题下面不印线' },
};
const counted: { [what: string]: string } = { school: '每所学校各自从 1 起', schoolYear: '每学年从 1 起' };
const partsOfNumber: { [part: string]: string } = {
  office: '〔机关代字〕',
  school: '〔学校〕',
  year: '〔年份〕',
  schoolYear: '〔学年〕',
  number: '〔顺序号〕',
};
const numberInWords = (pattern: Json | undefined): string =>
  String(pattern ?? '').replace(
    /\{([a-zA-Z]+)(?::(\d))?\}/g,
    (_, part: string, digits?: string) => `${partsOfNumber[part] ?? part}${digits ? `（${digits} 位）` : ''}`,
  );

function inLetter(difference: Difference, trees: Trees): string | null {
  const { path, before, after } = difference;
  const [section, key = '', part] = path;
  if (section === 'by') return `可以签发的人${more(after)}${role(key)}`;
  if (section === 'for') return '可以发给哪些学生有变';
  if (section === 'of') return '学生来自另一本台账';
  if (section === 'template') return part === undefined && key === 'text' && before === undefined ? '改用自己写的版式' : '版式有变';
  if (section === 'paper') {
    const look = looks[key]?.[String(after)];
    if (look) return look;
    const [name, unit] = sizes[key] ?? ['字号', ''];
    return after === undefined ? `${name}按版式` : `${name}改为 ${String(after)} ${unit}`;
  }
  if (section === 'serial' && key === 'per') {
    const ways = Object.entries(counted).flatMap(([what, words]) => (valueAt(trees.after, ['serial', 'per', what]) === true ? [words] : []));
    return `顺序号改为${ways.join('，') || '全县每年从 1 起'}`;
  }
  if (section === 'serial')
    return key === 'office' ? `文号里的机关代字改为“${String(after ?? '')}”` : `文号由“${numberInWords(before)}”改为“${numberInWords(after)}”`;
  if (section === 'once')
    return after === undefined || valueAt(trees.after, ['once', 'key']) === "''"
      ? '不限发几份'
      : `只发一份的规则改为“${String(valueAt(trees.after, ['once', 'title']) ?? '')}”`;
  if (section === 'texts') return textSentence(difference, trees);
  if (section === 'clauses') {
    const clause = valueAt(trees.after, ['clauses', key]) ?? valueAt(trees.before, ['clauses', key]);
    const name = `引用的第 ${/\d+/.exec(String((clause as JsonMap | undefined)?.article ?? ''))?.[0] ?? ''} 条`;
    return comesOrGoes(difference, 2, name) ?? (part === 'when' ? `${name}给哪些学生有变` : `${name}有变`);
  }
  if (section === 'fields')
    return (
      comesOrGoes(difference, 2, `填入的内容${named(trees, ['fields', key])}`) ??
      (part === 'title' ? null : `填入的内容${named(trees, ['fields', key])}的来处或要求有变`)
    );
  if (section !== 'receipt') return null;
  if (key === 'copies') return comesOrGoes(difference, 3, `回证${named(trees, path.slice(0, 3))}一联`) ?? '回证各联的名称有变';
  if (key === 'lines') return comesOrGoes(difference, 3, `回证里${named(trees, path.slice(0, 3))}一行`) ?? `回证里${named(trees, path.slice(0, 3))}一行有变`;
  return key === 'hidden' ? (after === true ? '不印回证' : '印回证') : '回证有变';
}

function textSentence(difference: Difference, trees: Trees): string | null {
  const { path, before, after } = difference;
  const [, key = '', part] = path;
  const name = `${named(trees, ['texts', key])}一段`;
  if (part === 'text') {
    const words = (text: Json | undefined) => `“${holesInWords(String(text ?? ''), [trees.after, trees.before])}”`;
    return `${words(before)}改为${words(after)}`;
  }
  if (part === 'kind') return `${name}改为${kinds[String(after ?? 'body')] ?? ''}`;
  if (part === 'when') return before === undefined ? `${name}只写给一部分学生` : after === undefined ? `${name}写给所有学生` : `${name}给哪些学生有变`;
  const whole = valueAt(trees.after, ['texts', key]);
  const said = comesOrGoes(difference, 2, name);
  return said && path.length === 2 && isMap(whole) && whole.when !== undefined ? `${said}，只写给一部分学生` : said;
}

function inLaw(difference: Difference, trees: Trees): string | null {
  const { path, after } = difference;
  const [section, key = '', part, article = ''] = path;
  if (section !== 'editions') return null;
  const edition = ['editions', key];
  if (path.length === 2) return isMap(after) ? `增加${String(after.from)}起施行的版本${named(trees, edition)}` : `去掉版本${named(trees, edition)}`;
  if (part === 'until') return after === undefined ? `版本${named(trees, edition)}不再有失效日` : `版本${named(trees, edition)}到${String(after)}为止`;
  if (part === 'articles') return `版本${named(trees, edition)}的${named(trees, [...edition, 'articles', article]).slice(1, -1)}有改动`;
  return `版本${named(trees, edition)}的名称或日期有变`;
}
