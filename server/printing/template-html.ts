// The HTML of a county's template, read tag by tag: what is not on the list is refused, never mended.
import type { Fault } from '../domain/problem.js';
import { allowedAttributes, allowedTags, valueAttributes, voidTags } from './template-limits.js';

/** Stands for a value while the HTML around it is read. */
const hole = '\ue000';
/** Stands for a block's beginning or end. */
const seam = '\ue001';

/** Every fault at once; `path` is `template` with the line. */
export function htmlFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  if (/[\ue000\ue001\0]/.test(text)) return [{ path: 'template', message: '模板里有不能使用的字符' }];
  const plain = text
    .replace(/\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}/g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/\{\{~?[#^/]?\s*[^{}]*\}\}/g, (mustache) => (/^\{\{~?\s*([#^/]|else\b)/.test(mustache) ? seam : hole) + mustache.replace(/[^\n]/g, ''));
  const line = (at: number): string => `template:${plain.slice(0, at).split('\n').length}`;
  const fault = (at: number, message: string): void => void faults.push({ path: line(at), message });
  const open: string[] = [];
  let at = 0;
  while (at < plain.length && faults.length < 50) {
    const next = plain.indexOf('<', at);
    if (next < 0) break;
    const tag = /^<(\/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/.exec(plain.slice(next, next + 20_000));
    if (!tag) {
      fault(next, plain.startsWith('<!--', next) ? '注释请写成 {{!-- … --}}' : '“<”后面不是完整的标签');
      at = next + 1;
      continue;
    }
    const [whole, slash, written, attributes] = tag as unknown as [string, string, string, string];
    const name = written.toLowerCase();
    at = next + whole.length;
    if (!allowedTags.has(name)) fault(next, `不能用 <${slash}${written}>`);
    else if (slash) {
      if (attributes.trim() !== '') fault(next, `</${name}> 里不能写别的`);
      if (open.pop() !== name) fault(next, `</${name}> 没有对应的 <${name}>`);
    } else {
      attributeFaults(name, attributes).forEach((message) => fault(next, message));
      if (name === 'style') {
        const end = plain.indexOf('</style>', at);
        if (open.length > 0) fault(next, '<style> 要写在最前面，不能写在别的标签里');
        const css = plain.slice(at, end < 0 ? plain.length : end);
        const found = end < 0 ? '<style> 没有结束' : cssFault(css);
        if (found) fault(next, found);
        at = end < 0 ? plain.length : end + '</style>'.length;
      } else if (!voidTags.has(name) && !/\/\s*$/.test(attributes)) open.push(name);
    }
  }
  for (const name of open) faults.push({ path: 'template', message: `<${name}> 没有结束` });
  return faults;
}

function attributeFaults(tag: string, text: string): string[] {
  const faults: string[] = [];
  let rest = text.replace(/\/\s*$/, '').trim();
  while (rest !== '') {
    const match = /^([A-Za-z][A-Za-z-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')\s*/.exec(rest);
    if (!match) return [...faults, rest.includes(seam) || rest.includes(hole) ? `<${tag}> 里不能写花括号，只能写在引号里` : `<${tag}> 的属性要写成 名称="值"`];
    const [whole, written, double, single] = match as unknown as [string, string, string | undefined, string | undefined];
    rest = rest.slice(whole.length);
    const name = written.toLowerCase();
    const value = double ?? single ?? '';
    if (!allowedAttributes.has(name)) faults.push(`不能用属性 ${written}`);
    else if (value.includes(seam)) faults.push(`属性 ${written} 里不能写 {{#…}}`);
    else if (value.includes(hole) && !valueAttributes.has(name)) faults.push(`属性 ${written} 里不能写花括号`);
    else if (name === 'style') {
      const found = cssFault(value);
      if (found) faults.push(found);
    }
  }
  return faults;
}

/** Nothing that fetches, no escapes that hide it, nothing a value could be written into. */
function cssFault(css: string): string | null {
  if (css.includes(hole) || css.includes(seam)) return '样式里不能写花括号的内容';
  if (/[\\<]/.test(css)) return '样式里不能用“\\”和“<”';
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, ' ').toLowerCase();
  if (plain.includes('/*')) return '样式里的注释没有结束';
  const rule = /@(?!media\b|page\b|supports\b)[a-z-]+/.exec(plain);
  if (rule) return `样式里不能用 ${rule[0]}`;
  const call = /(url|image|image-set|cross-fade|element|expression|attr|env|paint|src)\s*\(/.exec(plain);
  if (call) return `样式里不能用 ${call[1]}(…)`;
  return /behavior\s*:|-moz-binding|position\s*:\s*(fixed|sticky)/.test(plain) ? '样式里不能用固定定位或 behavior' : null;
}
