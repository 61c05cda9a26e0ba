import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifeDefinition } from '../../../server/domain/definition.generated.js';
import { roleTitles } from '../../../server/domain/permissions.js';
import type { Role } from '../../../server/domain/role.js';
import { useDesk } from '../design-desk.js';
import { flagged } from '../flag-at.js';
import { keyFor } from '../make-key.js';
import { forwardActions, insertStep, returnState, shownStates } from './life-edits.js';
import { lifeRoles } from './life-roles.js';

/** The common wish as a sentence to fill in: one more person looks at a report on its way. */
export function StepSentence() {
  const { t } = useTranslation();
  const { definition: life, prefix, edit, select } = useDesk<LifeDefinition>();
  const forward = forwardActions(life);
  const usual = forward.find(({ from, to }) => life.states[to]?.handedIn && !flagged(from).some((state) => life.states[state]?.handedIn)) ?? forward[0];
  const [chosen, setAfter] = useState<string | null>(null);
  const [by, setBy] = useState<Role>('center-reviewer');
  const [typed, setTyped] = useState<string | null>(null);
  const [chosenBack, setBack] = useState<string | null>(null);
  const after = forward.find(({ key }) => key === chosen) ?? usual;
  if (!after) return null;
  const title = (role: Role): string => t(`design.lives.waiting.${role}` as never);
  const taken = (words: string): boolean => shownStates(life).some((state) => state.title === words.trim());
  const name = typed ?? freeName(title(by), taken);
  const back = chosenBack !== null && life.states[chosenBack] && !life.states[chosenBack].hidden ? chosenBack : returnState(life);
  const insert = async () => {
    const short = t(`design.lives.short.${by}` as never);
    const state = { key: await keyFor(name, prefix, Object.keys(life.states)), title: name.trim() };
    const pass = { key: await keyFor(`${short}${t('design.lives.pass')}`, prefix, Object.keys(life.actions)), title: t('design.lives.passTitle') };
    const backKey = await keyFor(`${short}${t('design.lives.sendBack')}`, prefix, Object.keys(life.actions));
    edit(t('design.lives.insertStep'), (now) =>
      insertStep(now, {
        after: after.key,
        by,
        returnTo: back,
        state,
        pass: { ...pass, done: `${short}${t('design.lives.passTitle')}` },
        back: { key: backKey, title: t('design.lives.sendBack'), done: `${short}${t('design.lives.sendBack')}` },
      }),
    );
    setTyped(null);
    select(['states', state.key]);
  };
  return (
    <div className="life-sentence panel">
      <span>{t('design.lives.sentenceAfter')}</span>
      <Select
        aria-label={t('design.lives.whichStep')}
        value={after.key}
        onChange={setAfter}
        popupMatchSelectWidth={false}
        options={forward.map(({ key, title: words, to }) => ({
          value: key,
          label: t('design.lives.arrow', { title: words, to: life.states[to]?.title ?? to }),
        }))}
      />
      <span>{t('design.lives.sentenceBy')}</span>
      <Select
        aria-label={t('design.lives.whoReviews')}
        value={by}
        onChange={setBy}
        popupMatchSelectWidth={false}
        options={lifeRoles.map((role) => ({ value: role, label: roleTitles[role] }))}
      />
      <span>{t('design.lives.sentenceCalled')}</span>
      <Input
        className="life-name"
        aria-label={t('design.lives.stepName')}
        value={name}
        status={taken(name) ? 'error' : ''}
        onChange={(event) => setTyped(event.target.value)}
      />
      <span>{t('design.lives.sentenceBack')}</span>
      <Select
        aria-label={t('design.lives.returnTo')}
        value={back}
        onChange={setBack}
        popupMatchSelectWidth={false}
        options={shownStates(life).map(({ key, title: words }) => ({ value: key, label: words }))}
      />
      <Button type="primary" disabled={taken(name) || name.trim() === ''} onClick={() => void insert()}>
        {t('design.lives.insertStep')}
      </Button>
      {taken(name) && <p className="place-faults">{t('design.lives.nameTaken', { title: name })}</p>}
    </div>
  );
}

/** The name itself, or with a number where it is taken. */
function freeName(name: string, taken: (words: string) => boolean): string {
  for (let n = 1; ; n++) if (!taken(n === 1 ? name : `${name}${n}`)) return n === 1 ? name : `${name}${n}`;
}
