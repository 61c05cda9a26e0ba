import { Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { choicesInWords, valueInWords } from '../../../server/domain/change-words.js';
import type { UpgradeView } from '../../../server/domain/definition-views.js';
import type { Json } from '../../../server/domain/merge-patch.js';
import type { Resolution } from '../../../server/domain/upgrade-overlay.js';

type Conflict = UpgradeView['conflicts'][number];
type Props = { number: number; conflict: Conflict; decided: Resolution | undefined; onDecide: (resolution: Resolution | null) => void };

const isPlain = (value: Json): value is string | number => typeof value === 'string' || typeof value === 'number';

/** One place both changed: how it was, how it is below now, how the county has it, and which of them shall stand. */
export function ConflictCard({ number, conflict, decided, onDecide }: Props) {
  const { t } = useTranslation();
  const { id, kind, path, before, after, ours, words } = conflict;
  const [typed, setTyped] = useState<string | number | null>(isPlain(ours) ? ours : null);
  const [writing, setWriting] = useState(false);
  const choices = choicesInWords(path.split('.').at(-1) ?? '');
  // Of a few that can be chosen there is another only where they are more than the two.
  const others = choices && Object.entries(choices).filter(([value]) => value !== after && value !== ours);
  const mayWrite = kind === 'same' && isPlain(after) && isPlain(ours) && (others === null || others.length > 0);
  const [theirs, mine] = {
    same: ['takeTheirs', 'takeOurs'],
    'ours-names-lost': ['oursLostTheirs', 'oursLostOurs'],
    'theirs-names-lost': ['theirsLostTheirs', 'theirsLostOurs'],
  }[kind] as [string, string];
  const shown = (value: Json): string => (value === null ? t('design.publish.missing') : typeof value === 'object' ? '' : valueInWords(path.split('.'), value));
  const write = (value: string | number | null) => {
    setTyped(value);
    const blank = value === null || (typeof value === 'string' && value.trim() === '');
    onDecide(blank ? null : { take: 'value', value });
  };
  const sides = [
    { head: t('design.publish.wasBelow'), value: shown(before), say: '' },
    { head: t('design.publish.isBelow'), value: kind === 'ours-names-lost' ? '' : shown(after), say: words.theirs },
    { head: t('design.publish.oursIs'), value: kind === 'theirs-names-lost' ? '' : shown(ours), say: words.ours || t('design.publish.oursSame') },
  ];
  return (
    <section className="panel upgrade-panel" aria-labelledby={`conflict-${number}`}>
      <h2 id={`conflict-${number}`}>{t('design.publish.conflict', { n: number, place: words.place })}</h2>
      {kind !== 'same' && <p>{t(kind === 'ours-names-lost' ? 'design.publish.oursLost' : 'design.publish.theirsLost')}</p>}
      <dl className="conflict-sides">
        {sides.map(({ head, value, say }) => (
          <div key={head}>
            <dt>{head}</dt>
            {value && <dd className="conflict-value">{value}</dd>}
            {say && <dd className="conflict-say">{say}</dd>}
          </div>
        ))}
      </dl>
      <Radio.Group
        className="conflict-choice"
        aria-labelledby={`conflict-${number}`}
        value={writing ? 'value' : decided?.take}
        onChange={({ target }) => {
          const take = target.value as Resolution['take'];
          setWriting(take === 'value');
          if (take === 'value') write(others ? null : typed);
          else onDecide({ take });
        }}
        options={[
          { value: 'theirs', label: t(`design.publish.${theirs}` as never) },
          { value: 'ours', label: t(`design.publish.${mine}` as never) },
          ...(mayWrite ? [{ value: 'value', label: t('design.publish.takeValue') }] : []),
        ]}
      />
      {writing && (
        <div className="conflict-own">
          <label htmlFor={`own-${id}`}>{t('design.publish.value')}</label>
          {others ? (
            <Select
              id={`own-${id}`}
              className="short-input"
              value={others.some(([value]) => value === typed) ? String(typed) : null}
              options={others.map(([value, label]) => ({ value, label }))}
              onChange={(value: string | null) => write(value)}
            />
          ) : typeof after === 'number' ? (
            <InputNumber id={`own-${id}`} value={typed as number | null} onChange={write} />
          ) : (
            <Input id={`own-${id}`} value={String(typed ?? '')} maxLength={500} onChange={({ target }) => write(target.value)} />
          )}
        </div>
      )}
    </section>
  );
}
