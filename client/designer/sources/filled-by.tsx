import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { namedOffices, namedOfficesText } from '../../../server/domain/named-offices.js';
import { isTable } from '../../../server/domain/record-data.js';
import { useDesk } from '../design-desk.js';
import { ConditionChoice } from './condition-choice.js';
import { NamedOffices } from './named-offices.js';

/** Which offices owe the form, and which rows of its tables each of them fills in. */
export function FilledBy() {
  const { t } = useTranslation();
  const { definition } = useDesk<ReportDefinition>();
  const stages = (['primary', 'junior'] as const).map((stage) => ({
    text: `office.kind == 'school' && '${stage}' in office.stages`,
    title: t(`design.sources.offices.${stage}`),
  }));
  const tables = byOrder(definition.schema.properties).filter((property) => isTable(property) && property.type === 'object' && !property.hidden);
  return (
    <div className="rule-form">
      <span>{t('design.sources.filledBy')}</span>
      <ConditionChoice
        path={['filledBy']}
        label={t('design.sources.filledBy')}
        presets={[
          { text: '', title: t('design.sources.offices.schools') },
          ...stages,
          { text: "office.kind == 'school' && size(office.stages) > 1", title: t('design.sources.offices.both') },
          { text: "office.kind == 'center'", title: t('design.sources.offices.centers') },
          { text: "office.kind in ['school', 'center']", title: t('design.sources.offices.schoolsAndCenters') },
        ]}
        picked={{
          title: t('design.sources.offices.named'),
          empty: namedOfficesText([]),
          is: (text) => namedOffices(text) !== null,
          field: <NamedOffices />,
        }}
      />
      {tables.map(({ key, title }) => (
        <RowsAsked key={key} table={key} title={title} />
      ))}
    </div>
  );
}

function RowsAsked({ table, title }: { table: string; title: string }) {
  const { t } = useTranslation();
  const label = t('design.sources.rows', { table: title });
  return (
    <>
      <span>{label}</span>
      <ConditionChoice
        path={['schema', 'properties', table, 'rows', 'when']}
        label={label}
        presets={[
          { text: '', title: t('design.sources.rowsAll') },
          { text: 'row.stage in office.stages', title: t('design.sources.rowsOfStage') },
        ]}
      />
    </>
  );
}
