import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { roleTitles } from '../../../server/domain/permissions.js';
import type { Role } from '../../../server/domain/role.js';
import { useDesk } from '../design-desk.js';
import { getAt } from '../edit-tree.js';
import { flagAt, flagged } from '../flag-at.js';
import { PlaceFaults } from '../place-faults.js';

/** Who may: one tick for each kind of person it can be at all. */
export function RolesField({ path, roles, label }: { path: string[]; roles: Role[]; label: string }) {
  const { t } = useTranslation();
  const { definition, below, edit } = useDesk();
  const now = flagged(getAt(definition, path) as { [role: string]: boolean } | undefined);
  return (
    <div className="roles-field">
      <Checkbox.Group
        aria-label={label}
        value={now}
        options={roles.map((role) => ({ value: role, label: roleTitles[role] }))}
        onChange={(chosen) =>
          edit(t('design.ledgers.changeRoles', { what: label }), (definition) =>
            roles.reduce(
              (next, role) => (chosen.includes(role) === now.includes(role) ? next : flagAt(next, below, [...path, role], chosen.includes(role))),
              definition,
            ),
          )
        }
      />
      <PlaceFaults path={path} within />
    </div>
  );
}
