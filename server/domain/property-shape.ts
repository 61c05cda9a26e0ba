/** How one setting of a part of a definition is written: `nought` is there or not (blank: 0), `id` names another definition, `part` has settings of its own. */
export type PropertyShape = {
  kind: 'text' | 'integer' | 'number' | 'tick' | 'nought' | 'choice' | 'day' | 'id' | 'key' | 'roles' | 'expression' | 'part';
  required?: boolean;
  values?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
};
/** By part (`Field`, `Table.rows`) and setting. */
export type Shapes = { [part: string]: { [setting: string]: PropertyShape } };
