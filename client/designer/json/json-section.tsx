import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayeredDefinition } from '../../../server/domain/layers.js';
import { type JsonMap, sameJson } from '../../../server/domain/merge-patch.js';
import type { Fault } from '../../../server/domain/problem.js';
import { useTroubleWords } from '../../deeds/trouble-words.js';
import { designApi } from '../design-api.js';
import { useDesk } from '../design-desk.js';
import { hasShape, readText } from './definition-shape.js';
import { TextEditor } from './text-editor.js';
import './json.css';

const settleTime = 400;
const textOf = (definition: object): string => JSON.stringify(definition, null, 2);

/** The definition as it is written, for those who read it. What is typed here is in every other part at once, and the other way round. */
export function Component() {
  const { t } = useTranslation();
  const { id, definition, faults, edit } = useDesk();
  const now = definition as unknown as JsonMap;
  const [text, setText] = useState(() => textOf(now));
  const [said, setSaid] = useState('');
  const [broken, setBroken] = useState<Fault[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const waiting = useRef<string | null>(null);
  const latest = useRef(now);
  latest.current = now;
  const mine = useRef<JsonMap>(now);
  // Another part, or undo, changed it: the text follows.
  useEffect(() => {
    if (sameJson(now, mine.current)) return;
    mine.current = now;
    waiting.current = null;
    setText(textOf(now));
    setSaid('');
    setBroken([]);
  }, [now]);
  const words = useRef(useTroubleWords());
  const take = useCallback(
    async (typed: string) => {
      const read = readText(typed);
      setBroken([]);
      if ('broken' in read) return setSaid(t('design.json.broken', read.broken));
      if ('notOne' in read) return setSaid(t('design.json.notOne'));
      const { definition: wanted } = read;
      if (wanted.id !== id || wanted.kind !== latest.current.kind) return setSaid(t('design.json.identity', { id, kind: latest.current.kind }));
      if (hasShape(wanted)) {
        setSaid('');
        mine.current = wanted;
        return edit(t('design.json.step'), () => wanted as unknown as LayeredDefinition, 'json');
      }
      setSaid(t('design.json.noShape'));
      try {
        setBroken((await designApi.check(id, wanted)).faults);
      } catch (error) {
        const { text, faults: where } = words.current(error);
        setSaid(t('design.json.noShape') + [text, ...Object.values(where)].join(t('listComma')));
      }
    },
    [id, edit, t],
  );
  const takeNow = useRef(take);
  takeNow.current = take;
  const settle = () => {
    clearTimeout(timer.current);
    const typed = waiting.current;
    waiting.current = null;
    if (typed !== null) void takeNow.current(typed);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed last is taken when one goes to another part
  useEffect(() => settle, []);
  const onText = (typed: string) => {
    setText(typed);
    waiting.current = typed;
    clearTimeout(timer.current);
    timer.current = setTimeout(settle, settleTime);
  };
  const listed = said === '' ? faults : broken;
  return (
    <div className="json-part">
      <p className="quiet">{t('design.json.hint')}</p>
      <div role="status" className="json-said">
        {said && <p className="json-bad">{said}</p>}
        {listed.length > 0 && (
          <ul>
            {listed.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                {path && <code>{path}</code>} {message}
              </li>
            ))}
          </ul>
        )}
      </div>
      <TextEditor text={text} label={t('design.sections.json')} onText={onText} />
    </div>
  );
}
