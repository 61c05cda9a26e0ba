// Where cells take numbers from, beside people: the report before, and a ledger. What a county put out of use is left out.
import type { Carry, Fill, ReportDefinition } from './definition.generated.js';

/** Carried columns by `table.column`, single fields by their key. */
export const carriesOf = ({ carry }: ReportDefinition): { [target: string]: Carry } => used(carry);
/** Counted columns by `table.column`. */
export const fillsOf = ({ fill }: ReportDefinition): { [target: string]: Fill } => used(fill);

const used = <T extends { hidden?: boolean }>(map: { [key: string]: T } | undefined): { [key: string]: T } =>
  Object.fromEntries(Object.entries(map ?? {}).filter(([, { hidden }]) => !hidden));
