import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tidyValue, valueFault } from '../../server/domain/judge-child.js';
import type { ChildChange, ChildValues, ChildView } from '../../server/domain/ledger-views.js';
import type { Ledger } from '../../server/domain/open-ledger.js';
import { Refusal } from '../api.js';
import { FaultNotice } from '../components/fault-notice.js';
import { nothingSaid, useTroubleWords } from '../deeds/trouble-words.js';
import { FieldGroups } from './field-groups.js';
import { fieldChanges, touchField } from './touched-fields.js';
import { useUnsaved } from './use-unsaved.js';

/** Corrects a child: only what was touched is sent. */
export function ChildForm({
  ledger,
  view,
  save,
  onDone,
  onStale,
  onCancel,
}: {
  ledger: Ledger;
  view: ChildView;
  save: (changes: ChildChange[]) => Promise<ChildView>;
  onDone: (view: ChildView) => void;
  onStale: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const [seen] = useState(view.values);
  const [touched, setTouched] = useState<ChildValues>({});
  const [opened, setOpened] = useState<string[]>([]);
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  const count = Object.keys(touched).length;
  useUnsaved(busy ? 0 : count);
  async function submit() {
    const faults = faultsOf(ledger, touched);
    if (Object.keys(faults).length > 0) return setSaid({ text: t('child.wrong', { count: Object.keys(faults).length }), request: '', faults });
    setBusy(true);
    try {
      onDone(await save(fieldChanges(touched, seen, view.masked)));
    } catch (error) {
      setSaid(words(error));
      setBusy(false);
      if (error instanceof Refusal && error.problem.code === 'STALE') onStale();
    }
  }
  return (
    <section className="panel child-form" aria-label={t('child.edit')}>
      <FaultNotice {...said} />
      <FieldGroups
        ledger={ledger}
        values={{ ...seen, ...touched }}
        masked={view.masked}
        opened={opened}
        faults={remaining(said.faults, touched, faultsOf(ledger, touched))}
        onOpen={(field) => setOpened((now) => [...now, field])}
        onType={(field, value) => setTouched((now) => touchField(now, seen, view.masked, field, value))}
      />
      <div className="form-foot">
        <span className="quiet">{count > 0 ? t('child.touched', { count }) : t('child.untouched')}</span>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="primary" loading={busy} disabled={count === 0} onClick={() => void submit()}>
          {t('child.save')}
        </Button>
      </div>
    </section>
  );
}

/** Faults that were said, without those typed away since. */
export const remaining = (said: Record<string, string>, typed: ChildValues, now: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(said).filter(([field]) => field in now || !(field in typed)));

/** Faults of values by field, with the words of the server. */
export function faultsOf({ fields }: Pick<Ledger, 'fields'>, values: ChildValues): { [field: string]: string } {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const fault = field.key in values ? valueFault(field, tidyValue(field, values[field.key] ?? null)) : null;
      return fault ? [[field.key, fault] as const] : [];
    }),
  );
}
