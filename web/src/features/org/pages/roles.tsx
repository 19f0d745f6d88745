import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { Permission } from '../../../../../contract/permissions.ts';
import { permissions } from '../../../../../contract/permissions.ts';
import type { Flat } from '../../../../../contract/texts/shape.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useMay } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { roleName } from '../../../widgets/roles/role-name.ts';
import { RoleForm } from '../components/role-form.tsx';
import css from '../components/roles.module.css';
import { SaveRoles } from '../components/save-roles.tsx';
import type { Edits } from '../role-edits.ts';
import { isGranted, toggled } from '../role-edits.ts';

type Role = Outputs['org']['roles']['items'][number];

/** Which role may do what. */
export default function RolesPage() {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState<string | null>(null);
  const query = useQuery(api.org.roles.queryOptions());
  const mayChange = may('roles.manage');
  return (
    <Page
      title={t('org.roles.title')}
      subtitle={mayChange ? t('org.roles.hint') : t('org.roles.readOnly')}
      actions={
        mayChange ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('org.roles.add')}
          </Button>
        ) : undefined
      }
    >
      <Loaded query={query}>
        {({ items }) => <Matrix roles={items} onRename={mayChange ? (role) => setOpen(role.id) : undefined} />}
      </Loaded>
      {open ? (
        <RoleForm role={query.data?.items.find((role) => role.id === open) ?? null} onClose={() => setOpen(null)} />
      ) : null}
    </Page>
  );
}

const textKey = (permission: Permission) =>
  `org.permissions.${permission.replace('.', '_') as Flat<Permission>}` as const;

function Matrix({ roles, onRename }: { roles: Role[]; onRename: ((role: Role) => void) | undefined }) {
  const t = useT();
  const [edits, setEdits] = useState<Edits>({});
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the keyboard as well */}
      <section className={css.matrix} aria-label={t('org.roles.title')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('org.roles.permission')}</th>
              {roles.map((role) => (
                <th key={role.id} scope="col">
                  <RoleHead role={role} onRename={onRename} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissions.map((permission) => (
              <tr key={permission}>
                <th scope="row">{t(textKey(permission))}</th>
                {roles.map((role) => {
                  const isOn = isGranted(role, edits, permission);
                  return (
                    <td key={role.id} className={isOn === role.permissions.includes(permission) ? '' : css.changedCell}>
                      <Checkbox
                        checked={isOn}
                        disabled={!onRename}
                        aria-label={t('org.roles.grant', {
                          role: roleName(t, role),
                          permission: t(textKey(permission)),
                        })}
                        onChange={() => setEdits(toggled(role, edits, permission))}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <SaveRoles roles={roles} edits={edits} onChange={setEdits} />
    </>
  );
}

function RoleHead({ role, onRename }: { role: Role; onRename: ((role: Role) => void) | undefined }) {
  const t = useT();
  return (
    <span className={css.roleHead}>
      <span>
        {roleName(t, role)}
        {onRename ? (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={`${t('org.roles.rename')} ${roleName(t, role)}`}
            onClick={() => onRename(role)}
          />
        ) : null}
      </span>
      <span className={css.count}>{t('org.roles.people', { count: role.people })}</span>
    </span>
  );
}
