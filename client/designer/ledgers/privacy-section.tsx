import { Button, Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { byOrder } from '../../../server/domain/by-order.js';
import type { LedgerDefinition, Privacy } from '../../../server/domain/definition.generated.js';
import { type LedgerDeed, ledgerReaders, ledgerWriters } from '../../../server/domain/ledger-permissions.js';
import { masked } from '../../../server/domain/mask.js';
import { RolesField } from '../conditions/roles-field.js';
import { useDesk } from '../design-desk.js';
import { isFromBelow, setAt } from '../edit-tree.js';
import { PlaceFaults } from '../place-faults.js';
import '../edit-parts.css';
import './ledger-parts.css';

const masks: Privacy['mask'][] = ['id-number', 'phone', 'name', 'address', 'all'];
/** Of nobody: such a number is given out nowhere. */
const numbers: { [mask: string]: string } = { 'id-number': '000000201905180000', phone: '13800000000' };
const deeds: LedgerDeed[] = ['read', 'create', 'edit', 'import', 'export'];

/** Which fields are masked, who sees them in full, and who may do what with the ledger. */
export function Component() {
  const { t } = useTranslation();
  const { definition, edit } = useDesk<LedgerDefinition>();
  const open = byOrder(definition.schema.properties).filter(
    (field) => !field.hidden && !definition.privacy?.[field.key] && (field.type === 'string' || field.type === 'integer'),
  );
  return (
    <div className="ledger-main ledger-narrow">
      <section className="panel book-card" aria-label={t('design.ledgers.whoMay')}>
        <h2>{t('design.ledgers.whoMay')}</h2>
        {deeds.map((deed) => (
          <div key={deed} className="setting-line">
            <span>{t(`design.ledgers.deeds.${deed}`)}</span>
            <RolesField
              path={['by', deed]}
              roles={deed === 'read' || deed === 'export' ? ledgerReaders : ledgerWriters}
              label={t(`design.ledgers.deeds.${deed}`)}
            />
          </div>
        ))}
      </section>
      <h2>{t('design.ledgers.maskedFields')}</h2>
      <p className="quiet">{t('design.ledgers.privacyHint')}</p>
      {Object.entries(definition.privacy ?? {}).map(([key, privacy]) => (
        <Masked key={key} name={key} privacy={privacy} />
      ))}
      <Select
        className="short-input"
        aria-label={t('design.ledgers.maskField')}
        placeholder={t('design.ledgers.maskField')}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        options={open.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={(key: string | null) => {
          if (key === null) return;
          const format = definition.schema.properties[key]?.format;
          const { name, guardian, address } = definition.meanings;
          const numbered = format === 'id-number' || format === 'student-number';
          const mask = format === 'phone' ? 'phone' : numbered ? 'id-number' : [name, guardian].includes(key) ? 'name' : key === address ? 'address' : 'all';
          // Schools wrote it down themselves; without it they would not find their own children.
          const privacy = { mask, full: { filler: true, 'school-head': true }, unmask: { 'county-reviewer': true } };
          edit(t('design.ledgers.steps.changePrivacy'), (ledger) => setAt(ledger, ['privacy', key], privacy));
        }}
      />
    </div>
  );
}

function Masked({ name, privacy }: { name: string; privacy: Privacy }) {
  const { t } = useTranslation();
  const { definition, below, edit } = useDesk<LedgerDefinition>();
  const title = definition.schema.properties[name]?.title ?? name;
  const path = ['privacy', name];
  const step = t('design.ledgers.steps.changePrivacy');
  return (
    <section className="panel book-card" aria-label={title}>
      <div className="field-group-head">
        <h3>{title}</h3>
        {!isFromBelow(below, path) && (
          <Button
            size="small"
            type="text"
            danger
            aria-label={t('design.ledgers.unmaskOf', { title })}
            onClick={() => edit(step, (ledger) => setAt(ledger, path, undefined))}
          >
            {t('design.ledgers.unmask')}
          </Button>
        )}
      </div>
      <div className="setting-line">
        <span>{t('design.ledgers.maskHow')}</span>
        <span>
          <Select
            className="short-input"
            aria-label={t('design.ledgers.maskHow')}
            value={privacy.mask}
            options={masks.map((mask) => ({ value: mask, label: t(`design.ledgers.masks.${mask.replace('-', '')}` as never) as string }))}
            onChange={(mask) => edit(step, (ledger) => setAt(ledger, [...path, 'mask'], mask))}
          />{' '}
          <span className="quiet">
            {t('design.ledgers.looksLike')}
            {masked(privacy.mask, numbers[privacy.mask] ?? (t(`design.ledgers.maskSamples.${privacy.mask}` as never) as string))}
          </span>
        </span>
      </div>
      <div className="setting-line">
        <span>{t('design.ledgers.seeInFull')}</span>
        <RolesField path={[...path, 'full']} roles={ledgerReaders} label={t('design.ledgers.fullOf', { title })} />
      </div>
      <div className="setting-line">
        <span>{t('design.ledgers.seeWithReason')}</span>
        <RolesField path={[...path, 'unmask']} roles={ledgerReaders} label={t('design.ledgers.reasonOf', { title })} />
      </div>
      <div className="setting-line">
        <span>{t('design.ledgers.inLists')}</span>
        <Checkbox
          checked={privacy.lists === true}
          onChange={({ target }) =>
            edit(step, (ledger) => setAt(ledger, [...path, 'lists'], target.checked || (isFromBelow(below, [...path, 'lists']) ? false : undefined)))
          }
        >
          {t('design.ledgers.inListsToo')}
        </Checkbox>
      </div>
      <PlaceFaults path={path} within />
    </section>
  );
}
