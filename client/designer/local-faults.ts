// What is wrong with a definition, found in the browser at once; the server judges it again with the whole language when it is saved.
import { meaningFaults } from '../../server/domain/check-definition.js';
import { formOf } from '../../server/domain/fold-packs.js';
import { judgeLayer } from '../../server/domain/judge-layer.js';
import type { Layer } from '../../server/domain/layer.js';
import type { LayeredDefinition } from '../../server/domain/layers.js';
import { differenceOf, type JsonMap } from '../../server/domain/merge-patch.js';
import { type Form, openForm } from '../../server/domain/open-form.js';
import type { Fault } from '../../server/domain/problem.js';

export type Judged = { form: Form | null; faults: Fault[] };

export function judgeLocally(
  definition: LayeredDefinition,
  below: JsonMap,
  prefix: string,
  keeps: string[],
  contents: { [id: string]: LayeredDefinition },
): Judged {
  const layer: Layer = { kind: 'own', id: '', title: '', prefix };
  try {
    const patch = differenceOf(below, definition as unknown as JsonMap) as JsonMap;
    const broken = judgeLayer(below, patch, layer, keeps).map(({ path, message }) => ({ path: path.replace(/^patch\.?/, ''), message }));
    const faults = [...broken, ...meaningFaults(definition, contents)];
    const snapshot = definition.kind === 'report' && faults.length === 0 ? formOf(definition, contents).snapshot : null;
    return { form: snapshot && openForm(snapshot), faults };
  } catch {
    // It has not the shape of a definition; the server says in words where.
    return { form: null, faults: [] };
  }
}
