import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DefinitionView, PublicationView, VersionView } from '../../../server/domain/definition-views.js';
import { Trouble } from '../../components/trouble.js';
import { momentOf } from '../../dates.js';
import { WhyDialog } from '../../deeds/why-dialog.js';
import { useSession } from '../../session.js';
import { ChangeList } from '../compare/change-list.js';
import { designApi } from '../design-api.js';
import { Published } from './published.js';
import './publish.css';

type Props = { facts: DefinitionView; onClose: () => void; onCompare: (from: string, to: string) => void; onPublished: () => Promise<void> };

/** Every version with who, when and why; an earlier one can be looked at, compared, and published again. */
export function VersionsDrawer({ facts, onClose, onCompare, onPublished }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const [back, setBack] = useState<VersionView | null>(null);
  const [done, setDone] = useState<PublicationView | null>(null);
  const { id, kind, versions, version: current } = facts;
  return (
    <Drawer open title={t('design.publish.versions')} onClose={onClose} size={620} closable={{ 'aria-label': t('close') }}>
      {done && <Published publication={done} />}
      {versions.length === 0 && <p>{t('design.publish.noVersions')}</p>}
      {versions.map((one) => (
        <section key={one.version} className="version" data-version={one.version}>
          <div className="version-head">
            <b>{t('design.list.version', { version: one.version })}</b>
            {one.version === current && <span className="state state-success">{t('design.list.states.in-use')}</span>}
            <span className="quiet">{momentOf(one.publishedAt, today)}</span>
            {one.by && <span>{one.by}</span>}
            <span className="quiet">
              {one.again ? t('design.publish.causes.again', { version: one.again }) : t(`design.publish.causes.${one.cause}` as never)}
            </span>
          </div>
          {one.why && <p>{one.why}</p>}
          <div className="version-deeds">
            {kind === 'report' ? (
              <Link className="go" to={`/forms/${id}/${one.version}`}>
                {t('design.list.view')}
              </Link>
            ) : (
              <Button size="small" onClick={() => onCompare(String(one.version), String(one.version))}>
                {t('design.list.view')}
              </Button>
            )}
            {one.version !== current && (
              <>
                <Button size="small" onClick={() => onCompare(String(one.version), String(current))}>
                  {t('design.publish.compareWithCurrent')}
                </Button>
                <Button size="small" onClick={() => setBack(one)}>
                  {t('design.publish.useAgain')}
                </Button>
              </>
            )}
          </div>
        </section>
      ))}
      {back && (
        <WhyDialog
          title={t('design.publish.rollBackTitle', { version: back.version })}
          what={t(facts.draft ? 'design.publish.rollBackDraft' : 'design.publish.rollBackWhat')}
          deed={t('design.publish.useAgain')}
          above={<WhatChanges id={id} from={String(current)} to={String(back.version)} />}
          onCancel={() => setBack(null)}
          onWhy={async (why) => {
            const publication = await designApi.rollBack(id, back.version, why);
            setBack(null);
            setDone(publication);
            await onPublished();
          }}
        />
      )}
    </Drawer>
  );
}

/** Only the form's own changes: the lists and the life it names stay as they are now. */
function WhatChanges({ id, from, to }: { id: string; from: string; to: string }) {
  const { t } = useTranslation();
  const compared = useQuery({ queryKey: ['design', id, 'compare', from, to], queryFn: () => designApi.compare(id, from, to), gcTime: 0 });
  if (compared.isError) return <Trouble error={compared.error} onRetry={() => compared.refetch()} />;
  if (!compared.data) return null;
  const own = compared.data.changes.filter(({ definition }) => definition === id);
  return (
    <>
      {own.length > 0 && <ChangeList changes={own} />}
      {own.length < compared.data.changes.length && <p className="quiet">{t(own.length > 0 ? 'design.publish.listsStay' : 'design.publish.onlyLists')}</p>}
      {compared.data.changes.length === 0 && <ChangeList changes={[]} />}
    </>
  );
}
