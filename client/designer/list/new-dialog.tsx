import { Input, Modal, Radio, Select } from 'antd';
import { type ComponentRef, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { DefinitionListItem } from '../../../server/domain/definition-views.js';
import type { JsonMap } from '../../../server/domain/merge-patch.js';
import { FaultNotice } from '../../components/fault-notice.js';
import { nothingSaid, useTroubleWords } from '../../deeds/trouble-words.js';
import { useSession } from '../../session.js';
import { blankDefinitions } from '../begin/blank-definitions.js';
import { copied } from '../begin/copied.js';
import { designApi } from '../design-api.js';
import { idFor } from '../make-key.js';
import { definitionKinds } from './definition-kinds.js';

type From = 'blank' | 'copy' | 'base';
type Props = { items: DefinitionListItem[]; prefix: string; from: DefinitionListItem | null; kind: string; onClose: () => void };

/** A new definition from nothing, from one that is there, or from a base form; asks for no more than a name. */
export function NewDialog({ items, prefix, from: copyOf, kind: wanted, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const navigate = useNavigate();
  const words = useTroubleWords();
  const [kind, setKind] = useState(copyOf?.kind ?? (wanted || 'report'));
  const ways: From[] = blankDefinitions[kind] ? ['blank', 'copy', 'base'] : ['copy', 'base'];
  const [chosen, setFrom] = useState<From>(copyOf ? 'copy' : 'blank');
  const from = ways.includes(chosen) ? chosen : 'copy';
  const [source, setSource] = useState<string | null>(copyOf?.id ?? null);
  const [title, setTitle] = useState(copyOf ? t('design.list.copyOf', { title: copyOf.title }) : '');
  const [said, setSaid] = useState(nothingSaid);
  const [busy, setBusy] = useState(false);
  const box = useRef<ComponentRef<typeof Input>>(null);
  const sources = items.filter((item) => item.kind === kind && (from === 'copy' || item.origin !== 'county'));
  const model = sources.find((item) => item.id === source) ?? (sources.length === 1 ? sources[0] : undefined);

  async function make(id: string): Promise<JsonMap> {
    const name = title.trim();
    const blank = blankDefinitions[kind];
    if (from === 'blank' && blank) {
      const { contents } = await designApi.contents();
      return blank({ id, title: name, today, contents, say: (key) => t(`design.list.begin.${key}`) }) as unknown as JsonMap;
    }
    const draft = await designApi.draft((model as DefinitionListItem).id);
    return copied((from === 'base' ? draft.below : draft.definition) ?? {}, id, name);
  }
  async function create() {
    const name = title.trim();
    if (name === '') return setSaid({ ...nothingSaid, text: t('design.list.needTitle') });
    if (from !== 'blank' && !model) return setSaid({ ...nothingSaid, text: t('design.list.needSource') });
    if (items.some((item) => item.kind === kind && item.title === name)) return setSaid({ ...nothingSaid, text: t('design.list.sameTitle', { title: name }) });
    setBusy(true);
    try {
      const taken = items.map(({ id }) => id);
      const id = await idFor(name, prefix, taken);
      await designApi.save(id, { rev: 0, definition: await make(id) });
      navigate(`/forms/${id}/design`);
    } catch (error) {
      setSaid(words(error));
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={t('design.list.newTitle')}
      okText={t('design.list.create')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => void create()}
      onCancel={onClose}
      afterOpenChange={(open) => open && box.current?.focus()}
    >
      <FaultNotice {...said} />
      {!copyOf && (
        <>
          <p className="dialog-label" id="new-kind">
            {t('design.list.newKind')}
          </p>
          <Radio.Group
            className="new-kinds"
            aria-labelledby="new-kind"
            value={kind}
            onChange={({ target }) => setKind(target.value as string)}
            options={definitionKinds.map((one) => ({
              value: one,
              label: (
                <>
                  {t(`design.list.kinds.${one}` as never)} <small>{t(`design.list.kindHelp.${one}` as never)}</small>
                </>
              ),
            }))}
          />
          <p className="dialog-label" id="new-from">
            {t('design.list.newFrom')}
          </p>
          <Radio.Group
            className="new-kinds"
            aria-labelledby="new-from"
            value={from}
            onChange={({ target }) => setFrom(target.value as From)}
            options={ways.map((one) => ({ value: one, label: t(`design.list.from${one === 'blank' ? 'Blank' : one === 'copy' ? 'Copy' : 'Base'}`) }))}
          />
        </>
      )}
      {from !== 'blank' && !copyOf && (
        <>
          <label className="dialog-label" htmlFor="new-source">
            {t('design.list.source')}
          </label>
          <Select
            id="new-source"
            className="new-source"
            showSearch={{ optionFilterProp: 'label' }}
            value={model?.id}
            options={sources.map((item) => ({ value: item.id, label: item.title }))}
            onChange={(id: string) => setSource(id)}
          />
        </>
      )}
      <label className="dialog-label" htmlFor="new-title">
        {t('design.list.newName')}
      </label>
      <Input
        id="new-title"
        ref={box}
        maxLength={120}
        value={title}
        placeholder={t('design.list.newNameHint')}
        onChange={({ target }) => setTitle(target.value)}
        onPressEnter={() => void create()}
      />
    </Modal>
  );
}
