import { EllipsisOutlined, InboxOutlined, LockOutlined, MergeCellsOutlined, UnlockOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { DropMenu } from '../../../ui/drop-menu.tsx';
import { LockDialog, ReturnDialog } from './pool-dialogs.tsx';

/** What seldom happens to a customer: it is put together with another, given back to the pool, or kept from going there. */
export function MoreActions({ customer }: { customer: Customer }) {
  const t = useT();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [open, setOpen] = useState<'return' | 'lock' | null>(null);
  const { data: state } = useQuery(api.pools.state.queryOptions({ input: { id: customer.id } }));
  const lift = useCommand(api.pools.unlock, { onSuccess: () => void message.success(t('pool.lock.lifted')) });
  const lock = { key: 'lock', icon: <LockOutlined />, label: t(state?.lock ? 'pool.lock.change' : 'pool.lock.action') };
  const items = [
    ...(customer.can.merge ? [{ key: 'merge', icon: <MergeCellsOutlined />, label: t('merges.action') }] : []),
    ...(state?.can.return ? [{ key: 'return', icon: <InboxOutlined />, label: t('pool.return.action') }] : []),
    ...(state?.can.lock ? [lock] : []),
    ...(state?.can.lock && state.lock ? [{ key: 'lift', icon: <UnlockOutlined />, label: t('pool.lock.lift') }] : []),
  ];
  if (items.length === 0) return null;
  const onClick = ({ key }: { key: string }) => {
    if (key === 'merge') void navigate({ to: `/customers/${customer.id}/merge` });
    else if (key === 'lift') lift.mutate({ id: customer.id });
    else setOpen(key === 'lock' ? 'lock' : 'return');
  };
  return (
    <>
      <DropMenu menu={{ items, onClick }}>
        <Button icon={<EllipsisOutlined />} aria-label={t('pool.more')} loading={lift.isPending} />
      </DropMenu>
      {open === 'return' && state ? (
        <ReturnDialog customer={customer} state={state} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'lock' && state ? <LockDialog customer={customer} state={state} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
