import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import type { LedgerListView } from '../../server/domain/ledger-views.js';
import { type OfficeNode, officeTree } from './office-tree.js';

/** What scrolls can be reached by keys; antd draws it anew with every search. */
const scrollable = (list: HTMLElement | null): void => {
  const part = list?.querySelector('.ant-select-tree-list-holder');
  part?.setAttribute('tabindex', '0');
  part?.setAttribute('role', 'group');
};

/** One of the offices on the school line, looked for by a part of its name or of its center school's; '' while there is none. */
export function OfficePicker({
  id,
  label,
  placeholder,
  offices,
  office,
  schoolsOnly = false,
  onOffice,
}: {
  id: string;
  label?: string;
  placeholder: string;
  offices: LedgerListView['offices'];
  office: string;
  /** Center schools are there to find their schools by, and cannot be chosen themselves. */
  schoolsOnly?: boolean;
  onOffice: (office: string) => void;
}) {
  const tree = useMemo(() => officeTree(offices, schoolsOnly), [offices, schoolsOnly]);
  return (
    <TreeSelect<string, OfficeNode>
      id={id}
      className="pick-office"
      aria-label={label}
      placeholder={placeholder}
      allowClear={!schoolsOnly}
      showSearch
      treeNodeFilterProp="title"
      treeDefaultExpandAll={schoolsOnly}
      popupMatchSelectWidth={false}
      // The field says it owns this list; antd does not give it the name.
      popupRender={(menu) => (
        <div id={`${id}_list`} ref={(list) => scrollable(list)}>
          {menu}
        </div>
      )}
      treeData={tree}
      {...(office ? { value: office } : {})}
      onChange={(chosen?: string) => onOffice(chosen ?? '')}
    />
  );
}
