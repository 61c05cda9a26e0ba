import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A title typed and added; the key is made of it. */
export function AddEntry({ label, onAdd }: { label: string; onAdd: (title: string) => void | Promise<void> }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const add = () => {
    if (title.trim() === '') return;
    void onAdd(title.trim());
    setTitle('');
  };
  return (
    <span className="add-entry">
      <Input aria-label={label} placeholder={label} maxLength={40} value={title} onChange={({ target }) => setTitle(target.value)} onPressEnter={add} />
      <Button onClick={add} disabled={title.trim() === ''} aria-label={t('design.ledgers.addThis', { what: label })}>
        {t('design.ledgers.add')}
      </Button>
    </span>
  );
}
