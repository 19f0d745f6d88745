import { useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { ChannelLink } from '../../../../../contract/channel.ts';
import type { Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { useChanged } from '../../../ui/unsaved.ts';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { overlap } from '../channel-bars.ts';
import css from './channel.module.css';

type Side = 'distributor' | 'customer';
type Ref = { id: string; name: string };
type Values = {
  side: Side;
  other: Ref | null;
  regionId: string | null;
  product: string;
  fromOn: string;
  untilOn: string | null;
};

type ChannelFormProps = { customer: Customer; link: ChannelLink | null; onClose: () => void };

/** A distributor link, entered from either end. */
export function ChannelForm({ customer, link, onClose }: ChannelFormProps) {
  const t = useT();
  const { today } = useMe().company;
  const [values, setValues] = useState<Values>(() => valuesOf(customer, link, today));
  const changed = useChanged(values);
  const options = { onSuccess: onClose, onError: () => undefined };
  const create = useCommand(api.channel.createLink, options);
  const update = useCommand(api.channel.updateLink, options);
  const remove = useCommand(api.channel.removeLink, options);
  const busy = create.isPending || update.isPending || remove.isPending;
  const change = (changed: Partial<Values>) => setValues({ ...values, ...changed });
  const { regionId, fromOn, untilOn } = values;
  const fields = { regionId, product: values.product.trim() || null, fromOn, untilOn };
  const save = () => {
    if (link) update.mutate({ id: link.id, version: link.version, ...fields });
    else if (values.other) create.mutate({ ...endsOf(customer, values.other, values.side), ...fields });
  };
  return (
    <FormModal
      title={link ? t('channel.edit') : t('channel.add')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !values.other, loading: busy }}
      onOk={save}
      dirty={changed}
      onClose={onClose}
    >
      <div className={css.form}>
        {link ? <p>{values.other?.name}</p> : <Ends customer={customer} values={values} onChange={change} />}
        <Fields values={values} onChange={change} />
        <Rivals customer={customer} link={link} values={values} />
        <FormAlert error={create.error ?? update.error ?? remove.error} onReload={onClose} />
        {link ? (
          <div>
            <Button danger disabled={busy} onClick={() => remove.mutate({ id: link.id, version: link.version })}>
              {t('channel.remove')}
            </Button>
            <p>{t('channel.removeHint')}</p>
          </div>
        ) : null}
      </div>
    </FormModal>
  );
}

function valuesOf(customer: Customer, link: ChannelLink | null, today: string): Values {
  if (!link) return { side: 'customer', other: null, regionId: null, product: '', fromOn: today, untilOn: null };
  const side: Side = link.distributor.id === customer.id ? 'distributor' : 'customer';
  return {
    side,
    other: side === 'distributor' ? link.customer : link.distributor,
    regionId: link.region?.id ?? null,
    product: link.product ?? '',
    fromOn: link.fromOn,
    untilOn: link.untilOn,
  };
}

const endsOf = (customer: Ref, other: Ref, side: Side) =>
  side === 'distributor'
    ? { distributorId: customer.id, customerId: other.id }
    : { distributorId: other.id, customerId: customer.id };

type PartProps = { values: Values; onChange: (changed: Partial<Values>) => void };

function Ends({ customer, values, onChange }: PartProps & { customer: Customer }) {
  const t = useT();
  return (
    <>
      <Radio.Group
        aria-label={t('channel.role')}
        value={values.side}
        onChange={(event) => onChange({ side: event.target.value })}
        options={[
          { value: 'customer', label: `${t('channel.role')}${t('common.separator')}${t('channel.isCustomer')}` },
          { value: 'distributor', label: t('channel.isDistributor') },
        ]}
      />
      <Labelled label={values.side === 'customer' ? t('channel.distributor') : t('channel.customer')}>
        {({ id }) => (
          <CustomerPicker id={id} except={customer.id} value={values.other} onChange={(other) => onChange({ other })} />
        )}
      </Labelled>
    </>
  );
}

function Fields({ values, onChange }: PartProps) {
  const t = useT();
  const clear = useClear();
  const lists = useLists();
  return (
    <>
      <div className={css.ends}>
        <Labelled label={t('channel.fromOn')}>
          {({ id }) => (
            <DatePicker
              id={id}
              className={css.day}
              allowClear={false}
              value={dayjs(values.fromOn)}
              onChange={(value) => value && onChange({ fromOn: value.format('YYYY-MM-DD') })}
            />
          )}
        </Labelled>
        <Labelled label={t('channel.untilOn')}>
          {({ id }) => (
            <DatePicker
              id={id}
              className={css.day}
              placeholder={t('team.noEnd')}
              minDate={dayjs(values.fromOn)}
              value={values.untilOn ? dayjs(values.untilOn) : null}
              onChange={(value) => onChange({ untilOn: value ? value.format('YYYY-MM-DD') : null })}
            />
          )}
        </Labelled>
      </div>
      <Labelled label={t('channel.region')}>
        {({ id }) => (
          <Select
            id={id}
            allowClear={clear}
            placeholder={t('channel.everywhere')}
            value={values.regionId}
            options={lists.options('region', values.regionId)}
            onChange={(regionId) => onChange({ regionId: regionId ?? null })}
            style={{ width: '100%' }}
          />
        )}
      </Labelled>
      <Labelled label={t('channel.product')} extra={t('common.optional')}>
        {(ids) => (
          <Input
            {...ids}
            maxLength={200}
            value={values.product}
            onChange={(event) => onChange({ product: event.target.value })}
          />
        )}
      </Labelled>
    </>
  );
}

/** Who serves the end customer at the same time in the same region, before it is saved. */
function Rivals({ customer, link, values }: { customer: Customer; link: ChannelLink | null; values: Values }) {
  const t = useT();
  const format = useFormat();
  const ends = values.other ? endsOf(customer, values.other, values.side) : null;
  const query = useQuery(
    api.channel.links.queryOptions({
      input: { id: ends?.customerId ?? '', limit: 200 },
      enabled: ends !== null,
    }),
  );
  const rivals = (query.data?.items ?? []).filter(
    (one) =>
      ends !== null &&
      one.id !== link?.id &&
      one.customer.id === ends.customerId &&
      one.distributor.id !== ends.distributorId &&
      (one.region === null || values.regionId === null || one.region.id === values.regionId) &&
      overlap(one, values),
  );
  if (rivals.length === 0) return null;
  const names = format.list([...new Set(rivals.map(({ distributor }) => distributor.name))]);
  return <Alert type="warning" showIcon role="alert" title={t('channel.overlapWarn', { names })} />;
}
