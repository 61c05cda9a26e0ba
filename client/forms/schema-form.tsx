// The only door to rjsf: a form of a published definition, with our table field and the server's validator.
import BaseInputTemplate from '@rjsf/antd/lib/templates/BaseInputTemplate/index.js';
import CheckboxWidget from '@rjsf/antd/lib/widgets/CheckboxWidget/index.js';
import RadioWidget from '@rjsf/antd/lib/widgets/RadioWidget/index.js';
import SelectWidget from '@rjsf/antd/lib/widgets/SelectWidget/index.js';
import TextareaWidget from '@rjsf/antd/lib/widgets/TextareaWidget/index.js';
import RjsfForm, { type IChangeEvent } from '@rjsf/core';
import type { ErrorSchema, RJSFSchema, Field as RjsfField, UiSchema, ValidatorType } from '@rjsf/utils';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../server/domain/open-form.js';
import type { Cell, RecordData } from '../../server/domain/record-data.js';
import { DateWidget } from './date-widget.js';
import { DayWidget } from './day-widget.js';
import { type FormDesk, FormDeskContext } from './form-desk.js';
import { PaperField, PaperObject } from './paper-templates.js';
import { lenient } from './server-validator.js';
import { TableField } from './table-field.js';
import { type FormValue, type FormValues, type ValueField, valuesSchema, valuesUi } from './values-schema.js';

const fields = { table: TableField as unknown as RjsfField };
// Only what the language of definitions can ask for; the whole theme would be half as much again to load.
const widgets = { DateWidget, RadioWidget, SelectWidget, TextareaWidget };
const templates = { BaseInputTemplate, FieldTemplate: PaperField, ObjectFieldTemplate: PaperObject };
const noDefaults = { emptyObjectFields: 'skipDefaults', allOf: 'skipDefaults', mergeDefaultsIntoFormData: 'useFormDataIfPresent' } as const;
const none = <></>;

/** Draws the single fields and tables of a form from its schema; every finished touch goes to `desk.onType`. */
export function SchemaForm({ desk, validator }: { desk: FormDesk; validator: ValidatorType }) {
  const { t } = useTranslation();
  const { form, data, issues, onType } = desk;
  const schema = useMemo(() => shownSchema(form), [form]);
  const uiSchema = useMemo(() => uiSchemaOf(form, { yes: t('grid.yes'), no: t('grid.no'), choose: t('pick.choose') }), [form, t]);
  const extraErrors = useMemo(() => fieldErrors(form, issues), [form, issues]);
  const change = useCallback(
    (event: IChangeEvent, id?: string) => {
      // Tables say what was touched themselves; of single fields only the one that was touched counts, since others may have been changed elsewhere meanwhile.
      const key = form.fields.find((field) => id === `cell.${field.key}`)?.key;
      if (key) onType([{ path: key, to: ((event.formData as RecordData | undefined)?.[key] ?? null) as Cell }]);
    },
    [form, onType],
  );
  const { focus } = desk;
  useEffect(() => {
    // A cell of a table is gone to by its grid.
    if (focus && !focus.path.includes('.')) document.getElementById(`cell.${focus.path}`)?.focus();
  }, [focus]);
  return (
    <FormDeskContext value={desk}>
      <RjsfForm
        schema={schema}
        uiSchema={uiSchema}
        formData={data}
        validator={validator}
        fields={fields}
        widgets={widgets}
        templates={templates}
        idPrefix="cell"
        idSeparator="."
        tagName="div"
        readonly={desk.readOnly}
        extraErrors={extraErrors}
        showErrorList={false}
        noHtml5Validate
        experimental_defaultFormStateBehavior={noDefaults}
        onChange={change}
      >
        {none}
      </RjsfForm>
    </FormDeskContext>
  );
}

const plainWidgets = { ...widgets, CheckboxWidget, DateWidget: DayWidget };

/** Single fields one below the other, such as those of a child or a movement; `prefix` keeps their ids apart from other forms of the page. */
export function ValuesForm({
  prefix,
  fields: shown,
  values,
  faults,
  onType,
}: {
  prefix: string;
  fields: ValueField[];
  values: FormValues;
  faults: { [field: string]: string };
  onType: (field: string, value: FormValue) => void;
}) {
  const { t } = useTranslation();
  const schema = useMemo(() => valuesSchema(shown) as RJSFSchema, [shown]);
  const uiSchema = useMemo(() => valuesUi(shown, { yes: t('grid.yes'), no: t('grid.no'), choose: t('pick.choose') }) as UiSchema, [shown, t]);
  const formData = useMemo(
    () => Object.fromEntries(shown.flatMap(({ key }) => (values[key] === undefined || values[key] === null ? [] : [[key, values[key]]]))),
    [shown, values],
  );
  const extraErrors = useMemo(
    () => Object.fromEntries(Object.entries(faults).map(([field, message]) => [field, { __errors: [message] }])) as unknown as ErrorSchema,
    [faults],
  );
  return (
    <RjsfForm
      schema={schema}
      uiSchema={uiSchema}
      formData={formData}
      validator={lenient}
      widgets={plainWidgets}
      templates={templates}
      idPrefix={prefix}
      idSeparator="."
      tagName="div"
      extraErrors={extraErrors}
      showErrorList={false}
      noHtml5Validate
      experimental_defaultFormStateBehavior={noDefaults}
      onChange={(event: IChangeEvent) => {
        const next = (event.formData ?? {}) as FormValues;
        for (const { key } of shown) if (JSON.stringify(next[key]) !== JSON.stringify(formData[key])) onType(key, next[key] ?? null);
      }}
    >
      {none}
    </RjsfForm>
  );
}

/** The schema without what the layout hides. */
function shownSchema(form: Form): RJSFSchema {
  const shown = new Set([...form.fields, ...form.tables].map(({ key }) => key));
  const { $schema: _, title: __, properties, required, ...schema } = form.snapshot.schema as RJSFSchema;
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties ?? {}).filter(([key]) => shown.has(key))),
    required: (required ?? []).filter((key) => shown.has(key)),
  };
}

function uiSchemaOf(form: Form, words: { yes: string; no: string; choose: string }): UiSchema {
  const tables = form.tables.map(({ key }) => [key, { 'ui:field': 'table' }]);
  const single = form.fields.map(({ key, field, codes, computed }) => [
    key,
    {
      ...(computed ? { 'ui:readonly': true } : {}),
      ...(codes.length
        ? {
            'ui:placeholder': words.choose,
            'ui:enumNames': Object.keys(form.snapshot.lists[field.codeList ?? '']?.codes ?? {}).map(
              (code) => codes.find((one) => one.value === code)?.title ?? code,
            ),
          }
        : {}),
      ...(field.type === 'boolean' ? { 'ui:widget': 'radio', 'ui:enumNames': [words.yes, words.no] } : {}),
      ...(field.type === 'string' && !field.format && !field.codeList && (field.maxLength ?? 0) > 60
        ? { 'ui:widget': 'textarea', 'ui:options': { rows: 3 } }
        : {}),
    },
  ]);
  return { ...Object.fromEntries([...tables, ...single]), 'ui:options': { label: false } };
}

function fieldErrors(form: Form, issues: FormDesk['issues']): ErrorSchema {
  const errors = form.fields.flatMap(({ key }) => {
    const messages = issues.filter((issue) => issue.paths.includes(key)).map((issue) => issue.message);
    return messages.length ? [[key, { __errors: messages }] as const] : [];
  });
  return Object.fromEntries(errors) as ErrorSchema;
}
