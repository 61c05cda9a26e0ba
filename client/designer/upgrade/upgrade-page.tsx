import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { DefinitionView, UpgradeView } from '../../../server/domain/definition-views.js';
import type { Resolutions } from '../../../server/domain/upgrade-overlay.js';
import { FaultNotice } from '../../components/fault-notice.js';
import { PageHead } from '../../components/page-head.js';
import { Trouble } from '../../components/trouble.js';
import { Waiting } from '../../components/waiting.js';
import { nothingSaid, useTroubleWords } from '../../deeds/trouble-words.js';
import { ChangeList } from '../compare/change-list.js';
import { designApi } from '../design-api.js';
import { ConflictCard } from './conflict-card.js';
import '../design-words.js';
import '../publish/publish.css';
import './upgrade.css';

/** A new base under what the county changed: what it brings, and what has to be decided first. */
export function UpgradePage() {
  const { t } = useTranslation();
  const { definition = '' } = useParams();
  const upgrade = useQuery({ queryKey: ['design', definition, 'upgrade'], queryFn: () => designApi.upgrade(definition), gcTime: 0, staleTime: Infinity });
  const facts = useQuery({ queryKey: ['design', definition, 'facts'], queryFn: () => designApi.definition(definition) });
  const failed = [upgrade, facts].find(({ isError }) => isError);
  if (failed) return <Trouble page error={failed.error} onRetry={() => failed.refetch()} />;
  if (!upgrade.data || !facts.data) return <Waiting />;
  return (
    <>
      <Link to="/forms" className="report-back">
        {t('design.frame.back')}
      </Link>
      <PageHead title={t('design.publish.upgradeTitle')} note={facts.data.title} />
      {upgrade.data.due ? (
        <Decisions id={definition} facts={facts.data} upgrade={upgrade.data} onStale={() => void upgrade.refetch()} />
      ) : (
        <div className="panel upgrade-panel">
          <p>{t('design.publish.upgradeNone')}</p>
          <Link to={`/forms/${definition}/design`}>{t('design.list.edit')}</Link>
        </div>
      )}
    </>
  );
}

function Decisions({ id, facts, upgrade, onStale }: { id: string; facts: DefinitionView; upgrade: UpgradeView; onStale: () => void }) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const navigate = useNavigate();
  const [decided, setDecided] = useState<Resolutions>({});
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  const { conflicts, below, rev } = upgrade;
  const done = conflicts.filter((conflict) => decided[conflict.id]).length;
  async function resolve() {
    setBusy(true);
    try {
      await designApi.resolve(id, rev, decided, '');
      navigate(`/forms/${id}/design?open=publish`);
    } catch (error) {
      setSaid(words(error));
      setBusy(false);
      onStale();
    }
  }
  return (
    <>
      <p className="upgrade-intro">
        {conflicts.length > 0
          ? t('design.publish.upgradeIntro', { title: facts.title, count: conflicts.length })
          : t('design.publish.upgradeNoConflict', { title: facts.title })}
      </p>
      {conflicts.map((conflict, index) => (
        <ConflictCard
          key={conflict.id}
          number={index + 1}
          conflict={conflict}
          decided={decided[conflict.id]}
          onDecide={(resolution) =>
            setDecided((now) => {
              const { [conflict.id]: _, ...others } = now;
              return resolution ? { ...others, [conflict.id]: resolution } : others;
            })
          }
        />
      ))}
      <section className="panel upgrade-panel">
        <h2>{t('design.publish.brings')}</h2>
        <ChangeList changes={below} />
      </section>
      <FaultNotice text={said.text} request={said.request} />
      <div className="upgrade-foot">
        <span className="quiet" role="status">
          {conflicts.length > 0 && t('design.publish.decided', { done, count: conflicts.length })}
        </span>
        <Button type="primary" loading={busy} disabled={done < conflicts.length} onClick={() => void resolve()}>
          {t('design.publish.resolve')}
        </Button>
      </div>
    </>
  );
}
