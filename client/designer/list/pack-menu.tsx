import { Button, Dropdown } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTroubleWords } from '../../deeds/trouble-words.js';
import { saveFile } from '../../files/save-file.js';
import { designApi } from '../design-api.js';

/** Everything the county changed as one file, out and in. */
export function PackMenu({ onImported, onFault }: { onImported: (words: string) => void; onFault: (words: string) => void }) {
  const { t } = useTranslation();
  const words = useTroubleWords();
  const picker = useRef<HTMLInputElement>(null);
  const tell = (error: unknown) => {
    const { text, faults } = words(error);
    onFault([text, ...Object.values(faults)].join(t('listComma')));
  };
  async function take(file: File | undefined) {
    if (picker.current) picker.current.value = '';
    if (!file) return;
    try {
      const { items } = await designApi.importPack(file);
      const titles = items.map(({ definition, id }) => String(definition?.title ?? id)).join(t('listComma'));
      onImported(items.length > 0 ? t('design.list.imported', { count: items.length, titles }) : t('design.list.importedNothing'));
    } catch (error) {
      tell(error);
    }
  }
  const deeds: { [key: string]: () => void } = {
    exportPack: () => {
      void saveFile('/api/definition-pack', 'yibiao.json').catch(tell);
    },
    importPack: () => picker.current?.click(),
  };
  return (
    <>
      <Dropdown
        autoFocus
        trigger={['click']}
        menu={{ items: Object.keys(deeds).map((key) => ({ key, label: t(`design.list.${key}` as never) })), onClick: ({ key }) => deeds[key]?.() }}
      >
        <Button>{t('design.list.more')}</Button>
      </Dropdown>
      <input
        ref={picker}
        type="file"
        className="unseen"
        tabIndex={-1}
        accept=".json,application/json"
        aria-label={t('design.list.packFile')}
        onChange={(event) => void take(event.target.files?.[0])}
      />
    </>
  );
}
