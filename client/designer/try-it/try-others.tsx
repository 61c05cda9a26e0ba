import type { Form } from '../../../server/domain/open-form.js';
import { otherPlace, otherTitle } from '../../../server/domain/other-forms.js';
import type { Cell } from '../../../server/domain/record-data.js';
import { TryCell } from './try-cell.js';
import { type TryData, triedRows } from './try-data.js';

/** The numbers of other forms that rules compare with; of the same row one for each row that is shown. */
export function TryOthers({ form, tried, paths, onType }: { form: Form; tried: TryData; paths: string[]; onType(path: string, cell: Cell): void }) {
  const others = form.snapshot.others ?? {};
  const cells = paths.flatMap((path) => {
    const field = otherPlace(others, path)?.field;
    const title = otherTitle(others, path) ?? path;
    if (!field) return [];
    if (!path.includes('*')) return [{ path, title, field }];
    const list = others[path.split('.')[0] as string]?.tables[path.split('.')[1] as string]?.list;
    const table = form.tables.find(({ key }) => {
      const property = form.snapshot.definition.schema.properties[key];
      return property && 'rows' in property && property.rows?.codeList === list;
    });
    return table ? triedRows(table, tried).map((row) => ({ path: path.replace('*', row.key), title: otherTitle(others, path, row.title) ?? path, field })) : [];
  });
  return cells.map(({ path, title, field }) => (
    <span key={path} className="try-field">
      {title}
      <TryCell
        field={{ field, codes: [], computed: false }}
        label={title}
        value={tried.context.others?.[path.split('.')[0] as string]?.cells[path] ?? null}
        onType={(cell) => onType(path, cell)}
      />
    </span>
  ));
}
