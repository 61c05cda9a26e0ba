import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition } from '../../../server/domain/definition.generated.js';
import type { Beginning } from './beginning.js';

/** A name and a state, with the states the county's other ledger has; everything else is added. */
export function blankLedger({ id, title, contents, say }: Beginning): LedgerDefinition {
  const model = Object.values(contents).find((one): one is LedgerDefinition => one.kind === 'ledger' && !one.hidden);
  const list = model?.schema.properties[model.meanings.state]?.codeList ?? '';
  const codes = contents[list];
  const states =
    model?.states ??
    Object.fromEntries(
      codes?.kind === 'code-list'
        ? byOrder(codes.codes).map(({ key }, at) => [key, { colour: 'default' as const, ...(at === 0 ? { initial: true } : {}) }])
        : [],
    );
  const everybody = { filler: true, 'school-head': true, 'county-reviewer': true, clerk: true };
  return {
    id,
    kind: 'ledger',
    version: 1,
    title,
    by: { read: { ...everybody, 'center-reviewer': true }, create: everybody, edit: everybody, import: everybody, export: everybody },
    meanings: { name: 'name', state: 'state' },
    schema: {
      properties: {
        name: { type: 'string', title: say('personName'), maxLength: 40, required: true },
        state: { type: 'string', title: say('state'), codeList: list, required: true, set: 'by-event' },
      },
    },
    layout: { groups: { person: { title: say('group'), fields: { name: {}, state: {} } } }, list: { name: { width: 120 }, state: { width: 100 } } },
    states,
    events: {},
  };
}
