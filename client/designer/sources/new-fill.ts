// What a column counted from a ledger begins with, so that it counts something sensible before anything is chosen.
import { byOrder } from '../../../server/domain/by-order.js';
import { countText } from '../../../server/domain/count-sentence.js';
import type { Fill, LedgerDefinition, LedgerField } from '../../../server/domain/definition.generated.js';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { conditionText } from '../conditions/condition-rows.js';

/** The ledger's first kind of movement in the period, by grade. */
export function movementsOf(ledger: LedgerDefinition): Fill {
  const where = countText({ kinds: [Object.keys(ledger.events)[0] ?? ''], was: [], state: [], inPeriod: true });
  return { from: ledger.id, where, by: 'event.grade', differs: 'warning' };
}

/** The children who attend, by grade. */
export function standingOf(ledger: LedgerDefinition): Fill {
  const { meanings, states, schema } = ledger;
  const attending = Object.keys(states).filter((state) => states[state]?.attending === true);
  const values = attending.length > 0 ? attending : Object.keys(states).slice(0, 1);
  const where = conditionText([{ field: meanings.state, how: 'is', values }], schema.properties);
  const by = meanings.grade ?? Object.keys(schema.properties).find((key) => schema.properties[key]?.codeList) ?? meanings.state;
  return { from: ledger.id, count: 'standing', where, by: `child.${by}`, differs: 'warning' };
}

/** The same count from another ledger: what is asked of one ledger's children may mean nothing in another. */
export const fillFrom = (fill: Fill, ledger: LayeredDefinition | undefined): Fill =>
  ledger?.kind !== 'ledger' ? fill : fill.count === 'standing' ? standingOf(ledger) : { ...fill, from: ledger.id };

/** Fields whose codes can name rows. */
export const rowFields = (ledger: LayeredDefinition | undefined, contents: { [id: string]: LayeredDefinition }): (LedgerField & { key: string })[] =>
  ledger?.kind === 'ledger'
    ? byOrder(ledger.schema.properties).filter(({ codeList, hidden }) => !hidden && contents[codeList ?? '']?.kind === 'code-list')
    : [];
