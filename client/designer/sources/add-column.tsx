import { Select } from 'antd';

type Props = { label: string; columns: { value: string; label: string }[]; onAdd(target: string): void };

/** Takes one more column in, chosen from those that are left. */
export function AddColumn({ label, columns, onAdd }: Props) {
  return (
    <Select
      className="condition-pick"
      aria-label={label}
      placeholder={label}
      value={null}
      options={columns.map(({ value, label: title }) => ({ value, label: title }))}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      onChange={(target: string | null) => target !== null && onAdd(target)}
    />
  );
}
