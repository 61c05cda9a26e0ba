import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDefinition, DaySpan } from '../../../server/domain/definition.generated.js';
import { daysBetween } from '../../../server/domain/shanghai-day.js';
import { DayCell } from '../day-cell.js';
import { useDesk } from '../design-desk.js';
import { removeEntry, setAt } from '../edit-tree.js';
import { keyFor } from '../make-key.js';
import { PlaceFaults } from '../place-faults.js';
import { readDay } from '../read-day.js';
import { setDay } from './calendar-edits.js';

type Props = { part: 'holidays' | 'workdays'; children?: ReactNode };

/** Days off, or weekends worked instead, in the order of time. */
export function SpansTable({ part, children }: Props) {
  const { t } = useTranslation();
  const { definition: calendar, prefix, edit } = useDesk<CalendarDefinition>();
  const [day, setTyped] = useState('');
  const spans = Object.entries(calendar[part] ?? {})
    .filter(([, { hidden }]) => !hidden)
    .sort(([, a], [, b]) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const add = async () => {
    const from = readDay(day);
    if (!from) return;
    setTyped('');
    const title = t(`design.calendar.newTitle.${part}`);
    const key = await keyFor(`${title}${from.slice(0, 4)}`, prefix, Object.keys(calendar[part] ?? {}));
    edit(t(`design.calendar.add.${part}`), (now) => setAt(now, [part, key], { title, from, to: from }));
  };
  return (
    <section aria-label={t(`design.calendar.parts.${part}`)}>
      <h2>{t(`design.calendar.parts.${part}`)}</h2>
      <div className="edit-scroll">
        <table className="edit-table">
          <thead>
            <tr>
              <th>{t('design.period.windowTitle')}</th>
              <th>{t('design.period.windowFrom')}</th>
              <th>{t('design.period.windowTo')}</th>
              <th>{t('design.calendar.length')}</th>
              <th>{t('design.lists.source')}</th>
              <th>
                <span className="unseen">{t('design.lists.deeds')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {spans.map(([key, span]) => (
              <SpanRow key={key} part={part} name={key} span={span} />
            ))}
            <tr>
              <td className="quiet">{t(`design.calendar.add.${part}`)}</td>
              <td>
                <input
                  className="cell-input cell-day"
                  aria-label={t(`design.calendar.add.${part}`)}
                  placeholder={t('design.calendar.whichDay')}
                  value={day}
                  onChange={(event) => setTyped(event.target.value)}
                  onBlur={() => void add()}
                  onKeyDown={(event) => event.key === 'Enter' && void add()}
                />
              </td>
              <td colSpan={4} className="quiet">
                {t('design.calendar.addHint')}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      {children}
    </section>
  );
}

function SpanRow({ part, name, span }: { part: Props['part']; name: string; span: DaySpan }) {
  const { t } = useTranslation();
  const { below, edit } = useDesk<CalendarDefinition>();
  const path = [part, name];
  const words = t('design.calendar.changeSpan', { title: span.title ?? span.from });
  const label = `${span.title ?? ''} ${span.from.slice(0, 4)}`;
  const text = (field: 'title' | 'source', hint: string) => (
    <input
      className="cell-input"
      aria-label={`${label} ${hint}`}
      value={span[field] ?? ''}
      placeholder="—"
      onChange={(event) => edit(words, (now) => setAt(now, [...path, field], event.target.value || undefined), `${name}.${field}`)}
    />
  );
  return (
    <tr data-place={path.join('.')}>
      <td>
        {text('title', t('design.period.windowTitle'))}
        <PlaceFaults path={path} within />
      </td>
      {(['from', 'to'] as const).map((end) => (
        <td key={end}>
          <DayCell
            label={`${label} ${t(`design.period.${end === 'from' ? 'windowFrom' : 'windowTo'}`)}`}
            value={span[end]}
            required
            onDay={(day) => edit(words, (now) => setDay(now, path, span, end, day))}
          />
        </td>
      ))}
      <td className="number">{span.from <= span.to ? daysBetween(span.from, span.to) + 1 : ''}</td>
      <td>{text('source', t('design.lists.source'))}</td>
      <td>
        <Button
          size="small"
          type="text"
          aria-label={`${t('design.period.remove')} ${label}`}
          onClick={() => edit(`${t('design.period.remove')} ${label}`, (now) => removeEntry(now, below, path))}
        >
          {t('design.period.remove')}
        </Button>
      </td>
    </tr>
  );
}
