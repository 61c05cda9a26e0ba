import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Modal, Radio, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { LetterChoice, LetterKindItem, LetterOrder } from '../../server/domain/letter-views.js';
import { EmptyNote } from '../components/empty-note.js';
import { FaultNotice } from '../components/fault-notice.js';
import { PageHead } from '../components/page-head.js';
import { Trouble } from '../components/trouble.js';
import { Waiting } from '../components/waiting.js';
import { useDeed } from '../deeds/use-deed.js';
import { jobPage } from '../places.js';
import { AskedValues } from './asked-values.js';
import { ChildChoice, type ChosenPeople } from './child-choice.js';
import { letterApi } from './letter-api.js';
import { PreflightFindings } from './preflight-findings.js';
import { SamplePage } from './sample-page.js';
import '../ledger/ledger.css';
import '../report/report.css';
import './letters.css';

/** Issues letters: which, to whom, what is said; then what stands against it, the very page, and the numbers are given. */
export function IssuePage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const kinds = useQuery({ queryKey: ['letter-kinds'], queryFn: letterApi.kinds, staleTime: 60_000 });
  const [chosen, setChosen] = useState('');
  if (kinds.isError) return <Trouble page error={kinds.error} onRetry={() => kinds.refetch()} />;
  if (!kinds.data) return <Waiting />;
  const items = kinds.data.items.filter((kind) => kind.mayIssue && (!search.get('ledger') || kind.ledger === search.get('ledger')));
  const kind = items.find(({ id }) => id === (chosen || search.get('letter'))) ?? items[0];
  return (
    <>
      <PageHead title={t('issue.title')}>
        <Link to="/letters">{t('letters.back')}</Link>
      </PageHead>
      {kind ? (
        <>
          <section className="panel issue-part">
            <h2>{t('issue.which')}</h2>
            <Select
              className="pick-form"
              aria-label={t('letters.kind')}
              value={kind.id}
              options={items.map(({ id, title }) => ({ value: id, label: title }))}
              onChange={setChosen}
            />
            <p className="quiet issue-what">
              {[
                kind.onceTitle,
                kind.receipt ? t('issue.receipt') : '',
                kind.clauses.length > 0 ? t('issue.quotes', { articles: quoted(kind, t('listComma')) }) : '',
              ]
                .filter(Boolean)
                .join('　')}
            </p>
          </section>
          <IssueKind key={kind.id} kind={kind} />
        </>
      ) : (
        <div className="panel">
          <EmptyNote title={t('issue.nothing')}>
            <p>{t('issue.nothingNext')}</p>
          </EmptyNote>
        </div>
      )}
    </>
  );
}

/** 《law》article, article; each law named once. */
function quoted(kind: LetterKindItem, comma: string): string {
  const laws = new Map<string, string[]>();
  for (const { law, article } of kind.clauses) laws.set(law, [...(laws.get(law) ?? []), article]);
  return [...laws].map(([law, articles]) => `《${law}》${articles.join(comma)}`).join(comma);
}

function IssueKind({ kind }: { kind: LetterKindItem }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { busy, said, run } = useDeed();
  const given = useLocation().state as ChosenPeople | null;
  const [people, setPeople] = useState<ChosenPeople | null>(given);
  const [values, setValues] = useState(() => Object.fromEntries(kind.asked.map(({ key, value }) => [key, value])));
  const [bundle, setBundle] = useState<LetterOrder['bundle']>('school');
  const [sample, setSample] = useState(false);
  const [asking, setAsking] = useState(false);
  const choice: LetterChoice | undefined = people?.choice;
  const settled = useDeferredValue(values);
  const check = useQuery({
    queryKey: ['preflight', kind.id, choice, settled, bundle],
    queryFn: () => letterApi.preflight(kind.id, { choice: choice as LetterChoice, values: settled, bundle }),
    enabled: choice !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const found = choice ? check.data : undefined;
  const faults = Object.fromEntries((found?.errors ?? []).map(({ path, message }) => [path.replace(/^values\./, ''), message]));
  const ready = found && found.errors.length === 0 ? found.ready : 0;
  const issue = () =>
    run(
      async () => navigate(jobPage((await letterApi.issue(kind.id, { choice: choice as LetterChoice, values, bundle })).id)),
      () => setAsking(false),
    );
  return (
    <>
      <ChildChoice ledger={kind.ledger} people={people} onPeople={setPeople} />
      <section className="panel issue-part">
        <h2>{t('issue.values')}</h2>
        <AskedValues asked={kind.asked} values={values} faults={faults} onType={(key, value) => setValues((now) => ({ ...now, [key]: value }))} />
        <div className="sheet-field">
          <span id="bundle">{t('issue.bundle')}</span>
          <Radio.Group
            aria-labelledby="bundle"
            value={bundle}
            onChange={({ target }) => setBundle(target.value)}
            options={[
              { value: 'school', label: t('issue.bySchool') },
              { value: 'village', label: t('issue.byVillage') },
            ]}
          />
        </div>
      </section>
      {choice && (
        <section className="panel issue-part">
          <h2>{t('issue.check')}</h2>
          {check.isError ? (
            <Trouble error={check.error} onRetry={() => check.refetch()} />
          ) : found ? (
            <PreflightFindings ledger={kind.ledger} found={found} />
          ) : (
            <p className="quiet" role="status">
              {t('issue.checking')}
            </p>
          )}
        </section>
      )}
      <FaultNotice {...said} />
      <div className="panel form-foot issue-foot">
        <span className="quiet">
          {choice ? found && t('issue.readyNote', { count: ready, sheets: found.sheets, bundles: found.bundles }) : t('issue.chooseFirst')}
        </span>
        <Button disabled={!choice} onClick={() => setSample(true)}>
          {t('issue.sample')}
        </Button>
        <Button type="primary" disabled={ready === 0 || check.isFetching} onClick={() => setAsking(true)}>
          {t('issue.issue', { count: ready })}
        </Button>
      </div>
      {sample && people && <SamplePage kind={kind} people={people} values={values} onClose={() => setSample(false)} />}
      <Modal
        open={asking}
        title={t('issue.sure', { count: ready, title: kind.title })}
        okText={t('issue.issue', { count: ready })}
        cancelText={t('cancel')}
        confirmLoading={busy}
        onOk={() => void issue()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('issue.sureWhat')}</p>
        {found && found.chosen > ready && <p className="issues-warn">{t('issue.leftOut', { count: found.chosen - ready })}</p>}
      </Modal>
    </>
  );
}
