// Fields of a ledger or a letter as the JSON Schema and hints that rjsf draws them from.

export type FormValue = number | string | boolean | null | string[];
export type FormValues = { [field: string]: FormValue | undefined };
export type ValueField = {
  key: string;
  title: string;
  field: {
    type: 'string' | 'integer' | 'number' | 'boolean' | 'codes';
    /** A yes or no as one tick. */
    tick?: boolean;
    /** Lines to write in; by itself where the text may be long. */
    lines?: number;
    /** What stands where nothing is chosen yet. */
    unset?: string;
    /** Something is always chosen: nothing is not offered. */
    always?: boolean;
    format?: string;
    codeList?: string;
    maxLength?: number;
    required?: boolean;
    hint?: string;
  };
  codes: { value: string; title: string }[];
};

const longText = 60;

export function valuesSchema(fields: ValueField[]): object {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.key, propertyOf(field)])),
    required: fields.filter(({ field }) => field.required).map(({ key }) => key),
  };
}

function propertyOf({ title, field, codes }: ValueField): object {
  const described = { title, ...(field.hint ? { description: field.hint } : {}) };
  const values = codes.map(({ value }) => value);
  if (field.type === 'codes') return { ...described, type: 'array', uniqueItems: true, items: { type: 'string', enum: values } };
  return {
    ...described,
    type: field.type,
    // The theme offers nothing wherever nothing is proposed.
    ...(field.codeList ? { enum: values, ...(field.always ? { default: values[0] } : {}) } : {}),
    ...(field.format === 'date' ? { format: 'date' } : {}),
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
  };
}

const linesOf = ({ lines, maxLength }: ValueField['field']): number => lines ?? ((maxLength ?? 0) > longText ? 2 : 1);

export function valuesUi(fields: ValueField[], words: { yes: string; no: string; choose: string }): object {
  return {
    ...Object.fromEntries(
      fields.map(({ key, field, codes }) => [
        key,
        {
          ...(field.codeList ? { 'ui:widget': 'select', 'ui:placeholder': field.unset ?? words.choose, 'ui:enumNames': codes.map(({ title }) => title) } : {}),
          ...(field.type === 'boolean'
            ? field.tick
              ? { 'ui:widget': 'checkbox', 'ui:options': { label: false } }
              : { 'ui:widget': 'radio', 'ui:enumNames': [words.yes, words.no] }
            : {}),
          ...(field.type === 'string' && !field.format && !field.codeList && linesOf(field) > 1
            ? { 'ui:widget': 'textarea', 'ui:options': { rows: linesOf(field) } }
            : {}),
        },
      ]),
    ),
    'ui:options': { label: false },
  };
}
