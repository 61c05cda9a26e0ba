import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { ChildValues } from '../../server/domain/ledger-views.js';
import { Refusal } from '../api.js';
import { FaultNotice } from '../components/fault-notice.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { nothingSaid, useTroubleWords } from '../deeds/trouble-words.js';
import { childPage } from '../places.js';
import { useSession } from '../session.js';
import { faultsOf, remaining } from './child-form.js';
import { FieldGroups } from './field-groups.js';
import { ledgerApi } from './ledger-api.js';
import { useLedger } from './ledger-queries.js';
import { OfficePicker } from './office-picker.js';
import { touchField } from './touched-fields.js';
import { useUnsaved } from './use-unsaved.js';
import '../report/report.css';
import './ledger.css';

/** Enters a child into a ledger; whoever is no school says which school. */
export function NewChildPage() {
  const { t } = useTranslation();
  const { ledger: id = '' } = useParams();
  const own = useSession().office.kind === 'school';
  const known = useLedger(id);
  const words = useTroubleWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [office, setOffice] = useState('');
  const [values, setValues] = useState<ChildValues>({});
  const [said, setSaid] = useState(nothingSaid);
  const [existing, setExisting] = useState('');
  const [busy, setBusy] = useState(false);
  useUnsaved(busy ? 0 : Object.keys(values).length);
  if (known.error) return <Trouble page error={known.error} onRetry={known.retry} />;
  const { ledger } = known;
  if (!ledger) return <Waiting />;
  const typed = ledger.fields.filter(({ field }) => field.set !== 'by-event');
  async function submit() {
    const blanks = Object.fromEntries(typed.map(({ key }) => [key, values[key] ?? null]));
    const faults = { ...faultsOf({ fields: typed }, blanks), ...(own || office ? {} : { office: t('child.chooseOffice') }) };
    if (Object.keys(faults).length > 0) return setSaid({ text: t('child.wrong', { count: Object.keys(faults).length }), request: '', faults });
    setBusy(true);
    setExisting('');
    try {
      const view = await ledgerApi.register(id, { ...(office ? { office } : {}), values });
      void queries.invalidateQueries({ queryKey: ['children'] });
      await navigate(childPage({ ledger: id, child: view.id }), { replace: true });
    } catch (error) {
      setSaid(words(error));
      setExisting(error instanceof Refusal ? ((error.problem as { child?: string }).child ?? '') : '');
      setBusy(false);
    }
  }
  return (
    <>
      <PageHead title={t('child.new')}>
        <Link to={`/ledger?ledger=${id}`}>{t('child.back', { ledger: ledger.title })}</Link>
      </PageHead>
      <section className="panel child-form">
        <FaultNotice {...said} />
        {existing && (
          <p className="notice notice-busy">
            <Link to={childPage({ ledger: id, child: existing })}>{t('child.openExisting')}</Link>
          </p>
        )}
        {!own && (
          <fieldset className="field-group">
            <legend>{t('ledger.office')}</legend>
            <div className="sheet-field">
              <label htmlFor="new-office">
                {t('reports.school')}
                <span className="needed" aria-hidden>
                  {' '}
                  *
                </span>
              </label>
              <div>
                <OfficePicker id="new-office" placeholder={t('pick.choose')} offices={known.offices} office={office} schoolsOnly onOffice={setOffice} />
                {said.faults.office && !office && <p className="sheet-field-fault">{said.faults.office}</p>}
              </div>
            </div>
          </fieldset>
        )}
        <FieldGroups
          ledger={ledger}
          values={values}
          masked={{}}
          opened={[]}
          faults={remaining(said.faults, values, faultsOf(ledger, values))}
          onOpen={() => {}}
          onType={(field, value) => setValues((now) => touchField(now, {}, {}, field, value))}
        />
        <div className="form-foot">
          <Button onClick={() => navigate(`/ledger?ledger=${id}`)}>{t('cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => void submit()}>
            {t('child.enter')}
          </Button>
        </div>
      </section>
    </>
  );
}
