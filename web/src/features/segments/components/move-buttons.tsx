import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import type { Layout } from '../layout.ts';

/** Up and down; null where there is no further. */
export function MoveButtons({ name, up, down }: { name: string; up: Layout | null; down: Layout | null }) {
  const t = useT();
  const arrange = useCommand(api.fields.arrange);
  const button = (to: Layout | null, icon: React.ReactNode, label: string) => (
    <Button
      type="text"
      icon={icon}
      disabled={to === null || arrange.isPending}
      aria-label={label}
      onClick={() => to && arrange.mutate(to)}
    />
  );
  return (
    <>
      {button(up, <ArrowUpOutlined />, t('fields.list.up', { name }))}
      {button(down, <ArrowDownOutlined />, t('fields.list.down', { name }))}
    </>
  );
}
