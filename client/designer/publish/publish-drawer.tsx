import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionView, PublicationView } from '../../../server/domain/definition-views.js';
import { Refusal } from '../../api.js';
import { FaultNotice } from '../../components/fault-notice.js';
import { Trouble } from '../../components/trouble.js';
import { nothingSaid, useTroubleWords } from '../../deeds/trouble-words.js';
import { designApi } from '../design-api.js';
import { useDesk } from '../design-desk.js';
import { FaultList } from '../fault-list.js';
import { FirstPeriod } from '../period/first-period.js';
import { Consequences } from './consequences.js';
import { DryRun } from './dry-run.js';
import { Published } from './published.js';
import './publish.css';

type Props = {
  facts: DefinitionView;
  onClose: () => void;
  onGo: (path: string) => void;
  onPublished: () => Promise<void>;
  why: string;
  onWhy: (why: string) => void;
};

/** The way into force: what is wrong, what changes, how it goes with the reports there are, why. It can be left at any point. */
export function PublishDrawer({ facts, why, onWhy, onClose, onGo, onPublished }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const [saved, setSaved] = useState<boolean | null>(null);
  const [done, setDone] = useState<PublicationView | null>(null);
  const [stale, setStale] = useState('');
  const { flush, rev, id } = desk;
  const save = useCallback(() => {
    setSaved(null);
    void flush().then(setSaved);
  }, [flush]);
  // What is typed meanwhile elsewhere is saved by the desk; here counts what stood there when the drawer was opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(save, []);
  const said = (words: string, children?: ReactNode) => (
    <p className="publish-said">
      {words} {children}
    </p>
  );
  return (
    <Drawer open title={t('design.publish.title')} onClose={onClose} size={620} closable={{ 'aria-label': t('close') }} rootClassName="publish">
      <FaultNotice text={stale} />
      {done ? (
        <Published publication={done} />
      ) : saved === null ? (
        said(t('design.publish.saving'))
      ) : !saved ? (
        said(t('design.publish.unsaved'), <Button onClick={save}>{t('design.publish.again')}</Button>)
      ) : rev === 0 ? (
        said(t(facts.version > 0 ? 'design.publish.nothing' : 'design.publish.nothingYet'))
      ) : (
        <Steps
          key={rev}
          id={id}
          rev={rev}
          first={facts.version === 0}
          onEdited={save}
          why={why}
          onWhy={onWhy}
          onGo={onGo}
          onDone={(publication) => {
            setStale('');
            setDone(publication);
            void onPublished();
          }}
          onStale={(message) => {
            setStale(message);
            void onPublished();
          }}
        />
      )}
    </Drawer>
  );
}

type StepsProps = Pick<Props, 'why' | 'onWhy'> & {
  id: string;
  rev: number;
  first: boolean;
  onEdited: () => void;
  onGo: (path: string) => void;
  onDone: (publication: PublicationView) => void;
  onStale: (words: string) => void;
};

function Steps({ id, rev, first, onEdited, why, onWhy, onGo, onDone, onStale }: StepsProps) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const { kind } = useDesk().definition;
  const { data, isError, error, refetch } = useQuery({
    queryKey: ['design', id, 'consequences', rev],
    queryFn: () => designApi.consequences(id),
    gcTime: 0,
  });
  const [ended, setEnded] = useState(false);
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  if (isError) return <Trouble error={error} onRetry={() => refetch()} />;
  if (!data) return <p className="publish-said">{t('design.publish.looking')}</p>;
  if (data.faults.length > 0)
    return (
      <Step title={t('design.publish.faults', { count: data.faults.length })}>
        <p>{t('design.publish.faultsHint')}</p>
        <FaultList faults={data.faults} onGo={onGo} />
      </Step>
    );
  async function publish() {
    if (why.trim() === '') return setSaid({ ...nothingSaid, text: t('design.publish.needWhy') });
    setBusy(true);
    try {
      onDone(await designApi.publish(id, rev, why.trim()));
    } catch (problem) {
      setBusy(false);
      // Somebody else published or gave up the draft meanwhile: what there is now is taken in.
      if (problem instanceof Refusal && problem.problem.code === 'STALE') onStale(problem.message);
      else setSaid(words(problem));
    }
  }
  return (
    <>
      <Step title={t('design.publish.changes')}>
        <p className="publish-good">{t('design.publish.noFaults')}</p>
        <Consequences id={id} view={data} />
      </Step>
      {first && kind === 'report' && (
        <Step title={t('design.publish.firstPeriod')}>
          <FirstPeriod fresh onChosen={onEdited} />
        </Step>
      )}
      {!first && (
        <Step title={t('design.publish.run')}>
          <DryRun id={id} rev={rev} onEnded={setEnded} />
        </Step>
      )}
      <Step title={t(!first ? 'design.publish.why' : kind === 'report' ? 'design.publish.whyThird' : 'design.publish.whySecond')}>
        <FaultNotice text={said.text} request={said.request} />
        <label className="dialog-label" htmlFor="publish-why">
          {t('design.publish.whyHint')}
        </label>
        <Input.TextArea id="publish-why" rows={2} maxLength={500} value={why} onChange={({ target }) => onWhy(target.value)} />
        <div className="publish-foot">
          {!first && !ended && <span className="quiet">{t('design.publish.wait')}</span>}
          <Button type="primary" loading={busy} disabled={!first && !ended} onClick={() => void publish()}>
            {t('design.publish.publish')}
          </Button>
        </div>
      </Step>
    </>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="publish-step">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
