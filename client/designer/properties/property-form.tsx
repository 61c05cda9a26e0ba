import type { TFunction } from 'i18next';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMap, type Json, type JsonMap } from '../../../server/domain/merge-patch.js';
import { roleTitles } from '../../../server/domain/permissions.js';
import { ValuesForm } from '../../forms/schema-form.js';
import type { FormValue, ValueField } from '../../forms/values-schema.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import { listNamed } from '../list-named.js';
import { asKind, fitsKind, kindOf, kindsOf } from './field-kinds.js';
import { judgeSetting } from './judge-setting.js';
import { lockedBelow, mayChange } from './lock-rules.js';
import { kindNamed, type Setting, settingsOf, unsetChoice, wordsKey } from './offered-settings.js';
import './property-form.css';

type Contents = { [id: string]: { kind: string; title: string } };
type Props = {
  /** The place in the definition, such as `['checks', 'balance']`. */
  path: string[];
  /** The part it is in the language of definitions, such as `Check`; a part without a name by its place, `Layout.paper.notes`. */
  type: string;
  /** These settings in this order; all of the part where absent. */
  only?: string[];
  /** Draws a place that has no settings yet, such as the layout of a column that is nowhere in the header. */
  mayBegin?: boolean;
};

/** The settings of one place as a form drawn from the language itself. What cannot be taken stays here with a sentence; the rest is edited at once. */
export function PropertyForm(props: Props) {
  // What was typed and could not be taken belongs to one place.
  return <SettingsOfPlace key={props.path.join('.')} {...props} />;
}

function SettingsOfPlace({ path, type, only, mayBegin = false }: Props) {
  const { t } = useTranslation();
  const { definition, below, contents, faults, edit } = useDesk();
  const [held, hold] = useState<{ [setting: string]: { value: FormValue; fault: string } }>({});
  /** What stood at a setting before one began to type there: a number half typed is never kept. */
  const before = useRef<{ [setting: string]: Json | undefined }>({});
  const place = getAt(definition, path) as JsonMap | undefined;
  const entry = isMap(place) ? place : {};
  const locked = lockedBelow(definition.kind, below, path);
  const kinds = kindsOf(type);
  const kind = kinds ? kindOf(entry) : '';
  const names = only?.join(' ');
  const settings = useMemo(
    () => settingsOf(type, names?.split(' ')).filter(({ key }) => (!kinds || fitsKind(key, kind)) && (!locked || mayChange(key))),
    [type, names, kinds, kind, locked],
  );
  const nameOf = (setting: string): string => wordsOf(t, type, setting, 'name');
  const titleOf = typeof entry.title === 'string' ? entry.title : t('design.properties.form.place');
  const fields = useMemo(() => settings.map((setting) => fieldOf(type, setting, kinds, contents, t)), [settings, type, kinds, contents, t]);
  if (!isMap(place) && !mayBegin) return <p className="quiet">{t('design.properties.form.notHere')}</p>;
  const shown = Object.fromEntries(settings.map(({ key, shape }) => [key, held[key] ? held[key].value : valueShown(key, shape.kind, entry, kinds && kind)]));
  const said = Object.fromEntries([
    ...settings.flatMap(({ key }) => {
      const found = faultsAt(faults, [...path, key]).map(({ message }) => message);
      return found.length > 0 ? [[key, found.join('　')] as const] : [];
    }),
    ...Object.entries(held).map(([key, { fault }]) => [key, fault] as const),
  ]);
  const here = faults.filter((fault) => fault.path === path.join('.')).map(({ message }) => message);
  const take = (key: string, typed: FormValue): void => {
    const setting = settings.find((one) => one.key === key);
    if (!setting) return;
    const name = nameOf(key);
    const value = valueKept(typed, setting.shape.kind);
    const fault = judgeSetting(setting, value, name, locked, t);
    hold(({ [key]: _, ...others }) => (fault === null ? others : { ...others, [key]: { value: typed, fault } }));
    // A kind is chosen, not typed.
    if (fault !== null && kinds && key === 'type') return;
    const had = Object.hasOwn(before.current, key) ? before.current[key] : entry[key];
    before.current[key] = had;
    const kept = fault === null ? value : had;
    const list = listNamed(titleOf, contents) ?? Object.values(contents).find((one) => one.kind === 'code-list')?.id;
    const words = t('design.properties.form.step', { title: titleOf, name });
    edit(
      words,
      (now) => {
        if (kinds && key === 'type') return setAt(now, path, asKind((getAt(now, path) ?? {}) as JsonMap, String(kept), list));
        const next = setAt(now, [...path, key], kept);
        // Taking the last setting away leaves the place itself.
        return getAt(next, path) === undefined && !mayBegin ? setAt(now, path, {}) : next;
      },
      [...path, key].join('.'),
    );
  };
  return (
    <section
      className="property-form"
      onBlur={() => {
        before.current = {};
      }}
      aria-label={t('design.properties.form.formOf', { title: titleOf })}
    >
      {locked && <p className="property-lock">{t('design.properties.form.locked', { title: String(locked.title ?? titleOf) })}</p>}
      {here.map((message) => (
        <p key={message} className="sheet-field-fault">
          {message}
        </p>
      ))}
      <ValuesForm prefix={`at-${path.join('-')}`} fields={fields} values={shown} faults={said} onType={take} />
    </section>
  );
}

/** Words of a setting of this part, else of every part. */
const wordsOf = (t: TFunction, type: string, setting: string, what: string): string =>
  t([`design.properties.${wordsKey(type)}.${setting}.${what}`, `design.properties.common.${setting}.${what}`] as never) as string;

function fieldOf(type: string, setting: Setting, kinds: string[] | undefined, contents: Contents, t: TFunction): ValueField {
  const { key, shape } = setting;
  const word = (what: string): string => wordsOf(t, type, key, what);
  const codes = choicesOf(type, setting, kinds, contents, (value) => word(`choices.${value}`));
  const unset = unsetChoice[`${type}.${key}`];
  const text = shape.kind === 'text';
  return {
    key,
    title: word('name'),
    field: {
      type: codes ? (shape.kind === 'roles' ? 'codes' : 'string') : text || shape.kind === 'day' ? 'string' : plainType(shape.kind),
      tick: shape.kind === 'tick' || shape.kind === 'nought',
      ...(codes ? { codeList: key } : {}),
      ...(shape.kind === 'day' ? { format: 'date' } : {}),
      lines: text && (shape.maxLength ?? 0) > 150 ? 2 : 1,
      required: shape.required ?? false,
      always: kinds !== undefined && key === 'type',
      hint: `${word('help')}${word('example')}`,
      unset: unset ? word(`choices.${unset}`) : t('design.properties.form.none'),
    },
    codes: codes ?? [],
  };
}

const plainType = (kind: Setting['shape']['kind']): 'integer' | 'number' | 'boolean' => (kind === 'integer' || kind === 'number' ? kind : 'boolean');

/** What can be chosen at a setting; undefined where one types. */
function choicesOf(
  type: string,
  { key, shape }: Setting,
  kinds: string[] | undefined,
  contents: Contents,
  word: (value: string) => string,
): ValueField['codes'] | undefined {
  if (kinds && key === 'type') return kinds.map((value) => ({ value, title: word(value) }));
  if (shape.kind === 'choice') return (shape.values ?? []).map((value) => ({ value, title: word(value) }));
  if (shape.kind === 'roles') return Object.entries(roleTitles).map(([value, title]) => ({ value, title }));
  if (shape.kind !== 'id') return undefined;
  const wanted = type === 'LetterClause' ? 'clause' : kindNamed[key];
  return Object.entries(contents).flatMap(([value, { kind, title }]) => (kind === wanted ? [{ value, title }] : []));
}

function valueShown(key: string, kind: Setting['shape']['kind'], entry: JsonMap, fieldKind: string | undefined): FormValue {
  const value = entry[key];
  if (fieldKind && key === 'type') return fieldKind;
  if (kind === 'nought') return value === 0;
  if (kind === 'roles') return isMap(value) ? Object.keys(value).filter((role) => value[role] === true) : [];
  return (value ?? null) as FormValue;
}

/** What the definition holds; undefined takes the setting away. */
function valueKept(typed: FormValue, kind: Setting['shape']['kind']): Json | undefined {
  if (kind === 'nought') return typed === true ? 0 : undefined;
  if (kind === 'tick') return typed === true ? true : undefined;
  if (kind === 'roles') return Array.isArray(typed) && typed.length > 0 ? Object.fromEntries(typed.map((role) => [role, true])) : undefined;
  return typed === null || typed === '' ? undefined : typed;
}
