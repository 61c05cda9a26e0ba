import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifeDefinition } from '../../../server/domain/definition.generated.js';
import { roleTitles } from '../../../server/domain/permissions.js';
import type { Fault } from '../../../server/domain/problem.js';
import type { Role } from '../../../server/domain/role.js';
import { faultsAt } from '../design-desk.js';
import { flagged } from '../flag-at.js';
import { pathThrough, pictureOf } from './life-layout.js';

type Props = { life: LifeDefinition; faults: Fault[]; selected: string; onSelect?: (path: string[]) => void };

/** The life as boxes and arrows. Loaded on its own: the layout is heavy. */
export function LifeDiagram({ life, faults, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const notes = (key: string): string => {
    const state = life.states[key];
    const said = [
      life.initial === key ? t('design.lives.initialMark') : '',
      state?.final ? t('design.lives.finalMark') : state?.handedIn ? t('design.lives.handedInMark') : '',
    ];
    return said.filter(Boolean).join(t('design.lives.and'));
  };
  const who = (key: string): string =>
    flagged(life.actions[key]?.by)
      .map((role) => roleTitles[role as Role] ?? role)
      .join(t('design.lives.and'));
  const lines = (key: string): string[] => [life.actions[key]?.title ?? '', who(key) || t('design.lives.nobody')];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow from the life and the language.
  const picture = useMemo(() => pictureOf(life, lines, notes), [life, t]);
  const isWrong = (path: string[]): boolean => faultsAt(faults, path).length > 0;
  const button = (path: string[], label: string) =>
    onSelect
      ? {
          role: 'button',
          tabIndex: 0,
          'aria-label': label,
          'aria-pressed': selected === path.join('.'),
          onClick: () => onSelect(path),
          onKeyDown: (event: React.KeyboardEvent) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            onSelect(path);
          },
        }
      : {};
  const named = (path: string[], name: string): string => `${name}${selected === path.join('.') ? ' chosen' : ''}${isWrong(path) ? ' wrong' : ''}`;
  return (
    <div className="life-diagram">
      <svg
        width={picture.width}
        height={picture.height}
        viewBox={`0 0 ${picture.width} ${picture.height}`}
        role={onSelect ? 'group' : 'img'}
        aria-label={t('design.lives.diagram')}
      >
        <defs>
          <marker
            id="life-tip"
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="10"
            markerHeight="10"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M 0 0 L 10 5 L 0 10 z" />
          </marker>
        </defs>
        {picture.arrows.map(({ key, from, to, points, lines: said, label }) => {
          const path = ['actions', key];
          const words = t('design.lives.arrowWords', {
            title: said[0],
            from: life.states[from]?.title ?? from,
            to: life.states[to]?.title ?? to,
            who: said[1],
          });
          const back = life.actions[key]?.needs?.reason === true;
          return (
            <g key={`${key} ${from}`} className={named(path, `life-arrow${back ? ' back' : ''}`)} data-action={key} {...button(path, words)}>
              <path d={pathThrough(points)} markerEnd="url(#life-tip)" />
              <rect x={label.x - label.width / 2} y={label.y - label.height / 2} width={label.width} height={label.height} rx="3" />
              <text x={label.x} y={label.y - 4}>
                {said[0]}
              </text>
              <text x={label.x} y={label.y + 13} className="life-who">
                {said[1]}
              </text>
            </g>
          );
        })}
        {picture.boxes.map(({ key, x, y, width, height }) => {
          const path = ['states', key];
          const state = life.states[key];
          const note = notes(key);
          return (
            <g
              key={key}
              className={named(path, `life-box life-${state?.colour}`)}
              data-state={key}
              {...button(path, t('design.lives.stateWords', { title: state?.title, note }))}
            >
              <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx="5" />
              <text x={x} y={note ? y - 3 : y + 5}>
                {state?.title}
              </text>
              {note && (
                <text x={x} y={y + 16} className="life-who">
                  {note}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
