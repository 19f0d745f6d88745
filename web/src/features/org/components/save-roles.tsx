import { Button } from 'antd';
import { useState } from 'react';
import { permissions } from '../../../../../contract/permissions.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import type { Edits } from '../role-edits.ts';
import { countOf, permissionsOf } from '../role-edits.ts';
import css from './roles.module.css';

type Role = Outputs['org']['roles']['items'][number];
type SaveRolesProps = { roles: Role[]; edits: Edits; onChange: (edits: Edits) => void };

/** How much is not saved yet, and the way to save or to drop it. What could not be saved stays ticked. */
export function SaveRoles({ roles, edits, onChange }: SaveRolesProps) {
  const t = useT();
  const [saving, setSaving] = useState(false);
  const update = useCommand(api.org.updateRole, { onError: () => undefined });
  const count = countOf(roles, edits);
  if (count === 0) return null;
  const save = async () => {
    setSaving(true);
    let rest = edits;
    try {
      for (const role of roles) {
        const wanted = permissionsOf(role, edits, permissions);
        if (!wanted) continue;
        await update.mutateAsync({ id: role.id, version: role.version, permissions: wanted });
        const { [role.id]: _, ...others } = rest;
        rest = others;
      }
    } catch {
      // Said by the alert below; the roles before it are saved.
    } finally {
      onChange(rest);
      setSaving(false);
    }
  };
  return (
    <>
      <div className={css.save} role="status">
        {t('org.roles.changed', { count })}
        <Button type="primary" loading={saving} onClick={() => void save()}>
          {t('org.roles.saveAll')}
        </Button>
        <Button disabled={saving} onClick={() => onChange({})}>
          {t('org.roles.discard')}
        </Button>
      </div>
      <FormAlert error={update.error} onReload={() => update.reset()} />
    </>
  );
}
