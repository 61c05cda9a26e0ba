// One Chinese sentence for one difference between two definitions.
import { attributeWords, nounOf, valueInWords } from './change-words.js';
import type { PeriodRule, ReportDefinition } from './definition.generated.js';
import { entryOf } from './definition-places.js';
import type { Difference } from './difference.js';
import { ledgerSentence } from './ledger-sentences.js';
import { isMap, type Json, type JsonMap, valueAt } from './merge-patch.js';
import { dueInWords } from './period.js';
import { roleTitles } from './permissions.js';
import { placedColumns } from './placed-columns.js';
import { settingInWords } from './setting-words.js';
import { titleInWords } from './sheet-title.js';

type Trees = { before: JsonMap; after: JsonMap };

/** null where another sentence of the same comparison says it already. */
export function sentenceFor(kind: string, difference: Difference, trees: Trees): string | null {
  return sentence(kind, difference, trees) || null;
}

/** '' where nothing is to be said. */
function sentence(kind: string, difference: Difference, trees: Trees): string {
  const { path } = difference;
  const own = ledgerSentence(kind, difference, trees);
  if (own !== null) return own;
  if (kind === 'report') {
    const [section] = path;
    if (section === 'period') return periodSentence(difference, trees);
    if (path.join('.') === 'layout.paper.title') return titleSentence(difference);
    if (section === 'hidden') return difference.after === true ? '停用这张表，旧表仍可查看' : '重新启用这张表';
    if (section === 'layout' && path[1] === 'tables' && isNewTable(path[2], trees)) return '';
    if (section === 'layout' && path[1] === 'tables') return headerSentence(difference, trees) ?? entrySentence(kind, difference, trees);
    if (section === 'sums') return sumSentence(difference, trees);
    if (section === 'carry') return carrySentence(difference, trees);
    if (section === 'fill') return fillSentence(difference, trees);
    if (section === 'schema') return columnSentence(difference, trees) ?? entrySentence(kind, difference, trees);
  }
  return entrySentence(kind, difference, trees);
}

const titleSentence = ({ before, after }: Difference): string => {
  const [was, is] = [before, after].map((pattern) => (typeof pattern === 'string' ? `“${titleInWords(pattern)}”` : null));
  if (!is) return `印出的表名不再用${was}，只印表名`;
  return was ? `印出的表名由${was}改为${is}` : `印出的表名写作${is}`;
};

/** How a table is laid out that comes or goes as a whole is said with the table. */
const isNewTable = (table: string | undefined, { before, after }: Trees): boolean =>
  [before, after].some((tree) => !isMap(valueAt(tree, ['schema', 'properties', table ?? ''])));

/** 在“变动情况”下增加“借读”一列. */
function columnSentence({ path, before, after }: Difference, trees: Trees): string | null {
  if (path.length !== 6 || path[3] !== 'each') return null;
  const [, , table, , , column] = path as [string, string, string, string, string, string];
  const one = (after ?? before) as JsonMap;
  const tree = after === undefined ? trees.before : trees.after;
  const group = groupTitle(tree, table, column);
  const under = group ? `在“${group}”下` : severalTables(tree) ? `在“${titleOf(tree, ['schema', 'properties', table])}”表里` : '';
  if (before === undefined) return `${under}增加“${String(one.title)}”一列${one.required === true ? '（必填）' : ''}`;
  if (after === undefined) return `去掉${group ? `“${group}”下的` : ''}“${String(one.title)}”一列，旧表里的数保留`;
  return null;
}

/** Titles, places and groups of columns; the sentence for the whole tree of headers is made of what people see. */
function headerSentence({ path, before, after }: Difference, trees: Trees): string | null {
  const table = path[2] as string;
  if (path[3] !== 'columns') return null;
  const attributes = ['title', 'order', 'width', 'hidden'];
  const last = path.at(-1) as string;
  const isAttribute = path.length % 2 === 0 && attributes.includes(last) && path.at(-2) !== 'columns';
  const key = isAttribute ? (path.at(-2) as string) : last;
  const column = columnTitle(trees.after, table, key) ?? columnTitle(trees.before, table, key);
  const node = isAttribute ? path.slice(0, -1) : path;
  const isGroup = isMap(valueAt(trees.after, [...node, 'columns'])) || isMap(valueAt(trees.before, [...node, 'columns']));
  const title = isGroup ? (titleOf(trees.after, node) ?? titleOf(trees.before, node) ?? key) : (column ?? key);
  if (!isAttribute && isGroup)
    return before === undefined ? `增加表头“${title}”${listed(after, trees.after, table)}` : after === undefined ? `去掉表头“${title}”` : '';
  if (!isAttribute) {
    const [was, is] = [groupTitle(trees.before, table, key), groupTitle(trees.after, table, key)];
    const stays = columnTitle(trees.before, table, key) !== null && columnTitle(trees.after, table, key) !== null;
    return stays && was !== is ? `“${title}”一列${is ? `移到“${is}”下` : `移出“${was}”`}` : '';
  }
  if (last === 'order') return `${isGroup ? `表头“${title}”` : `“${title}”一列`}换了位置`;
  if (last === 'width') return `“${title}”一列的宽度由${before ?? '默认'}改为${after ?? '默认'}${after === undefined ? '' : '毫米'}`;
  if (last === 'hidden' && !isGroup && isPlaced(trees.after, table, key) && isPlaced(trees.before, table, key)) return '';
  if (last === 'hidden')
    return after === true ? `不再显示${isGroup ? '表头' : ''}“${title}”${isGroup ? '及其下各列' : '一列'}，旧数保留` : `重新显示“${title}”`;
  if (isGroup) return `表头“${String(before ?? '')}”改为“${String(after ?? '')}”`;
  return `“${String(before ?? title)}”一列的表头改为“${String(after ?? titleOf(trees.after, ['schema', 'properties', table, 'each', 'properties', key]) ?? '')}”`;
}

/** True when a column is shown somewhere in the header, or shown because it stands nowhere in it. */
function isPlaced(tree: JsonMap, table: string, column: string): boolean {
  return placedColumns(tree as unknown as ReportDefinition, table).has(column);
}

function periodSentence({ path, before, after }: Difference, trees: Trees): string {
  const [was, is] = [trees.before, trees.after].map((tree) => dueInWords(tree.period as unknown as PeriodRule)) as [string, string];
  if (was !== is) return `填报期限由“${was}”改为“${is}”`;
  return `填报期限的${attributeWords(path.at(-1) as string)}由${valueInWords(path, before)}改为${valueInWords(path, after)}`;
}

function sumSentence({ path, before, after }: Difference, trees: Trees): string {
  const [, first, second] = path as [string, string, string?];
  const inSchema = (tree: JsonMap): boolean =>
    isMap(valueAt(tree, second ? ['schema', 'properties', first, 'each', 'properties', second] : ['schema', 'properties', first]));
  if (inSchema(trees.before) !== inSchema(trees.after)) return '';
  const title =
    (second ? titleOf(trees.after, ['schema', 'properties', first, 'each', 'properties', second]) : titleOf(trees.after, ['schema', 'properties', first])) ??
    titleOf(trees.after, ['formulas', first]) ??
    first;
  const words: { [rule: string]: string } = { add: '逐级相加', again: '按合计数重算', average: '求平均', none: '不合计也不汇总' };
  const how = (value: Json | undefined): string => (value === undefined ? '未作规定（比率重算，别的数不汇总）' : (words[String(value)] ?? '按列汇总'));
  return `“${title}”的汇总办法由${how(before)}改为${how(after)}`;
}

function carrySentence({ path }: Difference, trees: Trees): string {
  const [table, column] = (path[1] as string).split('.') as [string, string?];
  const single = column === undefined;
  const [after, before] = [trees.after, trees.before].map((tree) =>
    single ? titleOf(tree, ['schema', 'properties', table]) : columnTitle(tree, table, column),
  );
  const named = `“${after ?? before ?? path[1]}”${single ? '' : '一列'}`;
  const [was, is] = [trees.before, trees.after].map((tree) => valueAt(tree, path.slice(0, 2)));
  if (was === undefined) return `${named}从上期自动带入`;
  return is === undefined ? `${named}不再从上期带入` : `${named}从上期带入的办法有变`;
}

function fillSentence({ path }: Difference, trees: Trees): string {
  const [table = '', column = ''] = (path[1] as string).split('.');
  const title =
    columnTitle(trees.after, table, column) ??
    columnTitle(trees.before, table, column) ??
    titleOf(trees.after, ['schema', 'properties', table]) ??
    titleOf(trees.before, ['schema', 'properties', table]) ??
    path[1];
  const [was, is] = [trees.before, trees.after].map((tree) => valueAt(tree, path.slice(0, 2)));
  const standing = (fill: Json | undefined): boolean => isMap(fill) && fill.count === 'standing';
  if (was === undefined) return `“${title}”的数从台账里数出来${standing(is) ? '（期末在册人数）' : ''}`;
  if (is !== undefined && standing(was) !== standing(is))
    return standing(is) ? `“${title}”的数由数变动人次改为数期末在册人数` : `“${title}”的数由数期末在册人数改为数变动人次`;
  return is === undefined ? `“${title}”的数不再从台账里数` : `“${title}”的数从台账里数的办法有变`;
}

/** Entries of every other section, and their settings. */
function entrySentence(kind: string, difference: Difference, trees: Trees): string {
  const { path, before, after } = difference;
  const entry = entryOf(kind, path);
  const node = entry ?? path.slice(0, 1);
  const noun = nounOf(kind, node, valueAt(trees.after, node) ?? valueAt(trees.before, node));
  const title = titleOf(trees.after, node) ?? titleOf(trees.before, node) ?? messageTitle(trees.after, node) ?? messageTitle(trees.before, node);
  const named = title ? `${noun}“${title}”` : noun;
  if (entry && entry.length === path.length) return before === undefined ? `增加${named}${detailOf(noun, after)}` : `去掉${named}`;
  const key = path.at(-1) as string;
  if (key === 'hidden') return after === true ? `不再使用${named}，旧数保留` : `重新使用${named}`;
  if (key === 'required' && entry) return after === true ? `“${title}”改为必填` : `“${title}”不再必填`;
  if (key === 'locked') return after === true ? `“${title}”锁定` : `“${title}”解除锁定`;
  if (key === 'title' && entry) return `${noun}“${String(before)}”改名为“${String(after)}”`;
  if (key === 'text' && entry) return `${noun}“${String(before)}”改为“${String(after)}”`;
  if (key === 'order') return `${named}换了位置`;
  const below = path.slice(node.length);
  if (path[0] === 'aliases' && key !== 'short') return `${after === undefined ? '去掉' : '增加'}别名“${String(after ?? before)}”`;
  if (key === 'landscape') return `纸张改为${after === true ? '横向' : '纵向'}`;
  const flag = entry !== null && below.length > 1 && (typeof after === 'boolean' || typeof before === 'boolean');
  if (flag) return `${named}的${attributeWords(below[0] as string)}${after === true ? '增加' : '去掉'}“${thingTitle(key, trees)}”`;
  const owner = entry
    ? `${named}的`
    : path.length === 1
      ? ''
      : path[1] === 'tables'
        ? tableOwner(path, trees)
        : path[0] === 'period' || path[0] === 'schema'
          ? named
          : '';
  const what = path.length === 1 ? noun : `${owner}${attributeWords(key)}`;
  const said = (value: Json | undefined, tree: JsonMap): string =>
    key === 'to' || key === 'initial' ? `“${thingTitle(String(value), trees)}”` : settingInWords(tree, path, value);
  if (before === undefined) return `增加${what}${said(after, trees.after)}`;
  if (after === undefined) return `取消${what}${said(before, trees.before)}`;
  return `${what}由${said(before, trees.before)}改为${said(after, trees.after)}`;
}

const tableOwner = (path: string[], trees: Trees): string =>
  severalTables(trees.after) ? `“${titleOf(trees.after, ['schema', 'properties', path[2] as string]) ?? ''}”表的` : '';

/** Keys below an entry may be keys of other things: states, columns, roles. */
function thingTitle(key: string, { before, after }: Trees): string {
  const tables = Object.keys((isMap(valueAt(after, ['schema', 'properties'])) ? valueAt(after, ['schema', 'properties']) : {}) as JsonMap);
  const column = tables.map((table) => columnTitle(after, table, key) ?? columnTitle(before, table, key)).find((title) => title !== null);
  return (
    titleOf(after, ['states', key]) ??
    titleOf(before, ['states', key]) ??
    column ??
    roleTitles[key as keyof typeof roleTitles] ??
    attributeWords(key).replace(/[“”]/g, '')
  );
}

const detailOf = (noun: string, value: Json | undefined): string =>
  noun === '检查' && isMap(value) ? `（${value.level === 'warning' ? '警告' : '错误'}）` : '';

/** A check has no title of its own: its message names it. */
function messageTitle(tree: JsonMap, path: string[]): string | null {
  const message = valueAt(tree, [...path, 'message']);
  if (typeof message !== 'string') return null;
  const text = message
    .replace(/\{[^}]*\}/g, '…')
    .replace(/^…[：:]?/, '')
    .replace(/[“”]/g, '');
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

function titleOf(tree: JsonMap, path: string[]): string | null {
  const value = valueAt(tree, path);
  const title = isMap(value) ? (value.title ?? value.text) : undefined;
  return typeof title === 'string' ? title : null;
}

function columnTitle(tree: JsonMap, table: string, column: string): string | null {
  return titleOf(tree, ['schema', 'properties', table, 'each', 'properties', column]);
}

const severalTables = (tree: JsonMap): boolean =>
  Object.values((tree as unknown as ReportDefinition).schema.properties).filter((one) => 'each' in one).length > 1;

/** Title of the header group a column stands in; '' for none. */
function groupTitle(tree: JsonMap, table: string, column: string): string {
  const search = (columns: Json | undefined, group: string): string | null => {
    if (!isMap(columns)) return null;
    for (const [key, node] of Object.entries(columns)) {
      if (!isMap(node) || node.hidden === true) continue;
      const found = isMap(node.columns) ? search(node.columns, String(node.title ?? '')) : key === column ? group : null;
      if (found !== null) return found;
    }
    return null;
  };
  return search(valueAt(tree, ['layout', 'tables', table, 'columns']), '') ?? '';
}

function listed(group: Json | undefined, tree: JsonMap, table: string): string {
  const columns = isMap(group) && isMap(group.columns) ? Object.keys(group.columns) : [];
  const titles = columns.map((key) => columnTitle(tree, table, key)).filter((title) => title !== null);
  return titles.length > 0 ? `，下含${titles.map((title) => `“${title}”`).join('')}` : '';
}
