// Where the boxes and arrows of a life stand in its diagram.
import { graphlib, layout } from '@dagrejs/dagre';
import type { LifeDefinition } from '../../../server/domain/definition.generated.js';
import { flagged } from '../flag-at.js';
import { shownActions, shownStates } from './life-edits.js';

export type Box = { key: string; x: number; y: number; width: number; height: number };
type Point = { x: number; y: number };
/** `lines` are the words on an arrow: what is done, and by whom. */
export type Arrow = { key: string; from: string; to: string; points: Point[]; lines: string[]; label: Point & { width: number; height: number } };
export type LifePicture = { width: number; height: number; boxes: Box[]; arrows: Arrow[] };

const [letter, lineHeight] = [13, 18];
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? letter : letter * 0.56), 0);

/** @param words what stands on an arrow, a line each; @param notes the small line in a box */
export function pictureOf(life: LifeDefinition, words: (action: string) => string[], notes: (state: string) => string): LifePicture {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 34, edgesep: 18, marginx: 16, marginy: 16 });
  const states = shownStates(life);
  for (const { key, title } of states) {
    const width = Math.max(96, Math.max(widthOf(title), widthOf(notes(key)) * 0.93) + 32);
    graph.setNode(key, { width, height: notes(key) === '' ? 38 : 54 });
  }
  const known = new Set(states.map(({ key }) => key));
  for (const action of shownActions(life))
    for (const from of flagged(action.from)) {
      if (!known.has(from) || !known.has(action.to)) continue;
      const lines = words(action.key);
      const width = Math.max(...lines.map(widthOf)) + 12;
      graph.setEdge(from, action.to, { width, height: lines.length * lineHeight + 4, labelpos: 'c', weight: action.main ? 4 : 1 }, action.key);
    }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    boxes: graph.nodes().map((key: string) => ({ key, ...(graph.node(key) as Omit<Box, 'key'>) })),
    arrows: graph.edges().map((edge: { v: string; w: string; name?: string }) => {
      const { points, x, y, width: wide, height: high } = graph.edge(edge) as { points: Point[] } & Arrow['label'];
      return { key: String(edge.name), from: edge.v, to: edge.w, points, lines: words(String(edge.name)), label: { x, y, width: wide, height: high } };
    }),
  };
}

/** A smooth line through the points. */
export function pathThrough(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const steps = rest.map((point, index) => {
    const next = rest[index + 1];
    return next ? `Q ${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}` : `L ${point.x} ${point.y}`;
  });
  return `M ${first.x} ${first.y} ${steps.join(' ')}`;
}
