import { LockOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';

/** Closes a past month for the whole company; says first what that means. */
export function CloseMonth({ month }: { month: string }) {
  const t = useT();
  const format = useFormat();
  const { modal } = App.useApp();
  const close = useCommand(api.plans.closeMonth);
  const ask = () => {
    void modal.confirm({
      title: t('month.closeAsk', { month: format.month(month) }),
      content: t('month.closeMeans'),
      okText: t('month.close'),
      onOk: () => close.mutateAsync({ month }).catch(() => undefined),
    });
  };
  return (
    <Button icon={<LockOutlined aria-hidden />} loading={close.isPending} onClick={ask}>
      {t('month.close')}
    </Button>
  );
}
