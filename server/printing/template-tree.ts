// Walks what Handlebars parsed: only the few statements a letter needs, only names that are declared.
import Handlebars from 'handlebars';
import type { TemplateShape } from '../domain/compose-letter.js';
import type { Fault } from '../domain/problem.js';
import { blockHelpers, maxLoops, maxNodes } from './template-limits.js';

type Node = { type: string; loc?: { start: { line: number } } } & Record<string, unknown>;
type Path = Node & { data: boolean; depth: number; parts: string[]; original: string };
/** Shapes from the outermost context to the innermost. */
type Contexts = TemplateShape[];
const loopWords = new Set(['index', 'first', 'last', 'key']);

/** Every fault at once; `path` is `template` with the line. Throws nothing: what does not parse is a fault too. */
export function treeFaults(text: string, shape: TemplateShape): Fault[] {
  let tree: Node;
  try {
    tree = Handlebars.parseWithoutProcessing(text) as unknown as Node;
  } catch (error) {
    return [{ path: 'template', message: `模板写法不对：${String((error as Error).message).split('\n')[0]}` }];
  }
  const faults: Fault[] = [];
  let nodes = 0;
  const fault = (node: Node, message: string): void => void faults.push({ path: `template:${node.loc?.start.line ?? 0}`, message });

  const program = (node: Node, contexts: Contexts, loops: number): void => {
    if (((node.blockParams as string[] | undefined) ?? []).length > 0) fault(node, '不能用 as |…| 起别名');
    for (const statement of node.body as Node[]) visit(statement, contexts, loops);
  };
  const visit = (node: Node, contexts: Contexts, loops: number): void => {
    nodes += 1;
    if (nodes > maxNodes) return;
    if (node.type === 'ContentStatement' || node.type === 'CommentStatement') return;
    if (node.type === 'MustacheStatement') return mustache(node, contexts, loops);
    if (node.type === 'BlockStatement') return block(node, contexts, loops);
    fault(node, node.type.startsWith('Partial') ? '不能引用别的模板（{{> …}}）' : node.type.startsWith('Decorator') ? '不能用 {{* …}}' : `不能用 ${node.type}`);
  };
  const mustache = (node: Node, contexts: Contexts, loops: number): void => {
    if (node.escaped !== true) fault(node, '不能用三个花括号或 {{& …}}：内容都要转义');
    if ((node.params as Node[]).length > 0 || node.hash) return fault(node, `没有叫“${(node.path as Path).original}”的函数`);
    const found = resolve(node.path as Path, contexts, loops);
    if (found !== undefined && found !== true) fault(node, `“${(node.path as Path).original}”不是一项文字，请写到具体的栏目`);
  };
  const block = (node: Node, contexts: Contexts, loops: number): void => {
    const name = (node.path as Path).original;
    const [param] = node.params as Node[];
    if (!blockHelpers.has(name)) return fault(node, `不能用 {{#${name}}}；可用 ${[...blockHelpers].join('、')}`);
    if ((node.params as Node[]).length !== 1 || node.hash) return fault(node, `{{#${name}}} 后面写一个名称`);
    if (param?.type !== 'PathExpression') return fault(node, `{{#${name}}} 后面要写名称`);
    const found = resolve(param as Path, contexts, loops);
    if (name === 'each') {
      if (found !== undefined && !Array.isArray(found)) fault(node, `“${(param as Path).original}”不是列表，不能用 each`);
      if (loops >= maxLoops) return fault(node, `each 最多套 ${maxLoops} 层`);
    }
    const inner = name === 'each' && Array.isArray(found) ? [...contexts, found[0]] : contexts;
    program(node.program as Node, inner, name === 'each' ? loops + 1 : loops);
    if (node.inverse) program(node.inverse as Node, contexts, loops);
  };
  const resolve = (path: Path, contexts: Contexts, loops: number): TemplateShape | undefined => {
    if (path.type !== 'PathExpression') return void fault(path, '这里只能写名称');
    if (path.data) {
      if (loops === 0 || path.depth > 0 || path.parts.length !== 1 || !loopWords.has(path.parts[0] as string)) fault(path, `不能用 @${path.parts.join('.')}`);
      return true;
    }
    const from = contexts[contexts.length - 1 - path.depth];
    if (from === undefined) return void fault(path, `“${path.original}”退得太远`);
    let shape: TemplateShape = from;
    for (const part of path.parts) {
      const next: TemplateShape | undefined = typeof shape === 'object' && !Array.isArray(shape) && Object.hasOwn(shape, part) ? shape[part] : undefined;
      if (next === undefined && Array.isArray(shape) && part === 'length') return true;
      if (next === undefined) return void fault(path, `没有叫“${path.original}”的内容`);
      shape = next;
    }
    return shape;
  };
  program(tree, [shape], 0);
  if (nodes > maxNodes) faults.push({ path: 'template', message: `模板太复杂：最多 ${maxNodes} 处` });
  return faults.slice(0, 50);
}
