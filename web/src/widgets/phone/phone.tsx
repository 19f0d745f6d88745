import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useMay } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import css from './phone.module.css';

type Of = { customerId: string } | { contactId: string };
type PhoneProps = { phone: string; name: string; of: Of };

/** A telephone to call; a masked one with the button that uncovers it, for who may. */
export function Phone({ phone, name, of }: PhoneProps) {
  const t = useT();
  const may = useMay();
  const [shown, setShown] = useState<{ phone: string; left: number } | null>(null);
  const onSuccess = (answer: { phone: string | null; left: number }) =>
    setShown({ phone: answer.phone ?? phone, left: answer.left });
  const ofCustomer = useCommand(api.phones.ofCustomer, { onSuccess });
  const ofContact = useCommand(api.phones.ofContact, { onSuccess });
  const number = shown?.phone ?? phone;
  if (!number.includes('*'))
    return (
      <span className={css.phone}>
        <a href={`tel:${number}`}>{number}</a>
        {shown ? <span className={css.left}>{t('phones.left', { count: shown.left })}</span> : null}
      </span>
    );
  const reveal = () =>
    'customerId' in of ? ofCustomer.mutate({ id: of.customerId }) : ofContact.mutate({ id: of.contactId });
  return (
    <span className={css.phone}>
      {number}
      {may('customers.revealPhones') ? (
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined />}
          loading={ofCustomer.isPending || ofContact.isPending}
          aria-label={t('phones.reveal', { name })}
          title={t('phones.reveal', { name })}
          onClick={reveal}
        />
      ) : null}
    </span>
  );
}
