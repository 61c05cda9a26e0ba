import { Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { PeriodWindow, ReportDefinition } from '../../../server/domain/definition.generated.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';
import { DueRuleField } from './due-rule-field.js';
import { addWindow, type Ground, removeWindow, setDue, withoutOwnDue } from './period-edits.js';
import { windowOf } from './period-presets.js';

/** The spans of every year in which a form is filled in: one line each. */
export function WindowsTable({ ground }: { ground: Ground }) {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<ReportDefinition>();
  const windows = byOrder(definition.period.windows).filter(({ hidden }) => !hidden);
  const add = (choice: string) => {
    const [part, month] = choice.split(' ') as ['start' | 'end', string];
    const title = part === 'start' ? t('design.period.monthStart', { month }) : t('design.period.monthEnd', { month });
    edit(t('design.period.addWindow'), (report) => addWindow(report, windowOf(Number(month), part, title), ground));
  };
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1));
  return (
    <div className="period-windows">
      {windows.length > 0 && (
        <table className="edit-table">
          <thead>
            <tr>
              <th>{t('design.period.windowTitle')}</th>
              <th>{t('design.period.windowFrom')}</th>
              <th>{t('design.period.windowTo')}</th>
              <th>{t('design.period.windowDue')}</th>
              <th>
                <span className="unseen">{t('design.period.deeds')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {windows.map((window) => (
              <WindowRow key={window.key} window={window} ground={ground} />
            ))}
          </tbody>
        </table>
      )}
      <PlaceFaults path={['period', 'windows']} />
      <Select
        className="period-add"
        aria-label={t('design.period.addWindow')}
        placeholder={t('design.period.addWindow')}
        value={null}
        listHeight={400}
        onChange={(choice: string) => add(choice)}
        options={[
          ...months.map((month) => ({ value: `end ${month}`, label: t('design.period.wholeMonth', { month }) })),
          ...months.map((month) => ({ value: `start ${month}`, label: t('design.period.tenDays', { month }) })),
        ]}
      />
    </div>
  );
}

function WindowRow({ window, ground }: { window: PeriodWindow & { key: string }; ground: Ground }) {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<ReportDefinition>();
  const path = ['period', 'windows', window.key];
  const set = (name: string, value: unknown) =>
    edit(t('design.period.changeWindow', { title: window.title }), (report) => setAt(report, [...path, name], value), `${window.key}.${name}`);
  const day = (end: 'from' | 'to') => (
    <span className="period-day">
      {(['month', 'day'] as const).map((part) => (
        <span key={part}>
          <InputNumber
            size="small"
            aria-label={`${window.title} ${t(`design.period.${end === 'from' ? 'windowFrom' : 'windowTo'}`)} ${t(`design.period.${part}`)}`}
            min={1}
            max={part === 'month' ? 12 : 31}
            precision={0}
            controls={false}
            value={window[end][part]}
            onChange={(value) => value && set(end, { ...window[end], [part]: value })}
          />
          {t(`design.period.${part}`)}
        </span>
      ))}
    </span>
  );
  const own = window.due !== undefined;
  return (
    <tr data-place={path.join('.')}>
      <td>
        <Input size="small" aria-label={t('design.period.windowTitle')} value={window.title} onChange={(event) => set('title', event.target.value)} />
      </td>
      <td>{day('from')}</td>
      <td>{day('to')}</td>
      <td>
        {own && (
          <DueRuleField
            due={window.due ?? definition.period.due}
            every="windows"
            label={window.title}
            onChange={(due) => edit(t('design.period.changeDue'), (report) => setDue(report, due, window.key), `${window.key}.due`)}
          />
        )}
        <Button
          type="link"
          size="small"
          onClick={() =>
            edit(t('design.period.changeDue'), (report) => (own ? withoutOwnDue(report, window.key, ground) : setDue(report, report.period.due, window.key)))
          }
        >
          {own ? t('design.period.sameDue') : t('design.period.ownDue')}
        </Button>
        <PlaceFaults path={path} within />
      </td>
      <td>
        <Button
          type="text"
          size="small"
          aria-label={t('design.period.removeWindow', { title: window.title })}
          onClick={() => edit(t('design.period.removeWindow', { title: window.title }), (report) => removeWindow(report, window.key, ground))}
        >
          {t('design.period.remove')}
        </Button>
      </td>
    </tr>
  );
}
