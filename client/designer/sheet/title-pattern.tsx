import { Button } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { currentPeriod, periodTitle } from '../../../server/domain/period.js';
import { sheetTitle, titleHolesOf } from '../../../server/domain/sheet-title.js';
import { useSession } from '../../session.js';
import { useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import { WordingEditor, type WordingHandle } from '../letters/wording-editor.js';
import { PlaceFaults } from '../place-faults.js';
import '../letters/letter-paper.css';

const path = ['layout', 'paper', 'title'];

/** The title that is printed, with period, county and school put in from a list, and what it reads like this time. */
export function TitlePattern() {
  const { t } = useTranslation();
  const { definition, form, edit } = useDesk<ReportDefinition>();
  const { county } = useSession();
  const wording = useRef<WordingHandle | null>(null);
  const pattern = getAt(definition, path) as string | undefined;
  const step = t('design.table.steps.titlePattern');
  const set = (text: string) =>
    edit(step, (now) => setAt(now, path, text === '' || (text === now.title && getAt(now, path) === undefined) ? undefined : text), path.join('.'));
  const holes = titleHolesOf(definition.period).map((hole) => [hole, t(`design.table.title.holes.${hole}`)] as const);
  const example = useMemo(() => {
    if (!form) return '';
    const rule = form.snapshot.definition.period;
    const key = currentPeriod(rule, new Date(), form.calendar);
    return sheetTitle(form.snapshot.definition, form.calendar, {
      county: county.title,
      office: t('design.letters.anySchool'),
      period: { key, title: periodTitle(key, rule) },
    });
  }, [form, county.title, t]);
  return (
    <section className="sheet-plain-field sheet-title-pattern">
      <h3>{t('design.table.title.printed')}</h3>
      <div className="serial-pattern">
        <WordingEditor
          value={pattern ?? definition.title}
          titles={Object.fromEntries(holes)}
          label={t('design.table.title.printed')}
          take={(given) => {
            wording.current = given;
          }}
          onChange={set}
        />
      </div>
      <span className="serial-parts">
        {holes.map(([hole, title]) => (
          <Button key={hole} size="small" onClick={() => wording.current?.insert(`{${hole}}`)}>
            {t('design.letters.serialInsert', { title })}
          </Button>
        ))}
        {pattern !== undefined && (
          <Button size="small" type="link" onClick={() => edit(step, (now) => setAt(now, path, undefined))}>
            {t('design.table.title.plain')}
          </Button>
        )}
      </span>
      <PlaceFaults path={path} />
      <p className="quiet">{pattern === undefined ? t('design.table.title.help') : t('design.table.title.like', { example })}</p>
    </section>
  );
}
