import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ValuesForm } from '../../forms/schema-form.js';
import type { ValueField } from '../../forms/values-schema.js';
import { faultsAt, useDesk } from '../design-desk.js';
import { getAt, setAt } from '../edit-tree.js';
import { PropertyForm } from '../properties/property-form.js';
import './about-part.css';

const short = ['aliases', 'short'];
const longestTitle = 120;
/** What there is to say about each kind of definition as a whole. */
const parts: { [kind: string]: { type: string; settings: string[]; shortName: boolean } } = {
  report: { type: 'ReportDefinition', settings: ['title', 'source', 'life', 'hidden'], shortName: true },
  ledger: { type: 'LedgerDefinition', settings: ['title', 'source', 'hidden'], shortName: true },
  letter: { type: 'LetterDefinition', settings: ['title', 'source', 'hidden'], shortName: true },
  'code-list': { type: 'CodeListDefinition', settings: ['title', 'source'], shortName: false },
  calendar: { type: 'CalendarDefinition', settings: ['title', 'source'], shortName: false },
  clause: { type: 'ClauseDefinition', settings: ['title', 'source'], shortName: false },
  life: { type: 'LifeDefinition', settings: ['title', 'source'], shortName: false },
};

/** What the definition is called, where it comes from, whether it is used. */
export function Component() {
  const { definition } = useDesk();
  const about = parts[definition.kind];
  if (!about) return null;
  return (
    <div className="about-part">
      <PropertyForm path={[]} type={about.type} only={about.settings} />
      {about.shortName && <ShortName />}
    </div>
  );
}

function ShortName() {
  const { t } = useTranslation();
  const { definition, faults, edit } = useDesk();
  const fields = useMemo(
    (): ValueField[] => [
      {
        key: 'short',
        title: t('design.properties.about.short'),
        field: { type: 'string', lines: 1, maxLength: longestTitle, hint: t('design.properties.about.shortHelp') },
        codes: [],
      },
    ],
    [t],
  );
  const said = faultsAt(faults, short)
    .map(({ message }) => message)
    .join('　');
  return (
    <div className="property-form">
      <ValuesForm
        prefix="about"
        fields={fields}
        values={{ short: getAt(definition, short) as string | undefined }}
        faults={said === '' ? {} : { short: said }}
        onType={(_, value) =>
          edit(
            t('design.properties.about.shortStep'),
            (now) => setAt(now, short, typeof value === 'string' && value.trim() !== '' ? value : undefined),
            short.join('.'),
          )
        }
      />
    </div>
  );
}
