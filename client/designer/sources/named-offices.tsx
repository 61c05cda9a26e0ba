import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportDefinition } from '../../../server/domain/definition.generated.js';
import { namedOffices, namedOfficesText } from '../../../server/domain/named-offices.js';
import { officeTree } from '../../ledger/office-tree.js';
import { designApi } from '../design-api.js';
import { useDesk } from '../design-desk.js';
import { setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';

/** The offices that fill in the form, picked one by one: for what no attribute of an office tells, such as private schools. */
export function NamedOffices() {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<ReportDefinition>();
  const offices = useQuery({ queryKey: ['design', 'offices'], queryFn: designApi.offices, staleTime: 60_000 });
  const ids = namedOffices(definition.filledBy ?? '') ?? [];
  return (
    <div className="named-offices">
      <TreeSelect<string[]>
        multiple
        showSearch
        treeCheckable
        showCheckedStrategy={TreeSelect.SHOW_CHILD}
        aria-label={t('design.sources.namedLabel')}
        placeholder={t('design.sources.namedPlaceholder')}
        loading={offices.isPending}
        treeNodeFilterProp="title"
        treeData={officeTree(offices.data?.offices ?? [])}
        value={ids}
        onChange={(next) =>
          edit(t('design.sources.changed', { what: t('design.sources.filledBy') }), (now) => setAt(now, ['filledBy'], namedOfficesText(next)))
        }
      />
      <PlaceFaults path={['filledBy']} />
      <p className="quiet">{t('design.sources.namedHint', { count: ids.length })}</p>
    </div>
  );
}
