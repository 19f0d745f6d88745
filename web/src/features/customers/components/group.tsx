import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { GroupNode } from '../../../../../contract/channel.ts';
import type { Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useErrorText } from '../../../lib/errors.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import css from './channel.module.css';

/** The group that a customer belongs to, as a tree with figures. */
export function Group({ customer }: { customer: Customer }) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const query = useQuery(api.channel.group.queryOptions({ input: { id: customer.id } }));
  return (
    <Card
      title={t('channel.group')}
      extra={
        customer.can.update ? (
          <Button icon={<PlusOutlined />} onClick={() => setAdding(!adding)} aria-expanded={adding}>
            {t('channel.addChild')}
          </Button>
        ) : null
      }
    >
      {adding ? <AddSubsidiary customer={customer} onDone={() => setAdding(false)} /> : null}
      <Loaded query={query}>
        {({ nodes, totals, more }) =>
          nodes.length < 2 ? (
            <p>{t('channel.groupAlone')}</p>
          ) : (
            <>
              <p>{t('channel.groupHint')}</p>
              <ul>
                {nodes
                  .filter((node) => node.parentId === null)
                  .map((node) => (
                    <Branch key={node.id} node={node} nodes={nodes} here={customer.id} />
                  ))}
              </ul>
              <p className={css.total}>
                {t('channel.totals')} <Figures {...totals} />
              </p>
              {more ? <p>{t('channel.moreNodes')}</p> : null}
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function Branch({ node, nodes, here }: { node: GroupNode; nodes: GroupNode[]; here: string }) {
  const t = useT();
  const below = nodes.filter((one) => one.parentId === node.id);
  return (
    <li>
      <div className={css.node}>
        {node.id === here ? (
          <>
            <strong>{node.name}</strong>
            <StateTag tone="info">{t('channel.here')}</StateTag>
          </>
        ) : (
          <Link {...places.customer(node.id)}>{node.name}</Link>
        )}
        <Figures contacts={node.contacts} visits={node.visits} planItems={node.planItems} />
      </div>
      {below.length > 0 ? (
        <ul className={css.branch}>
          {below.map((one) => (
            <Branch key={one.id} node={one} nodes={nodes} here={here} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Figures({ contacts, visits, planItems }: Pick<GroupNode, 'contacts' | 'visits' | 'planItems'>) {
  const t = useT();
  return (
    <span className={css.figures}>
      <span>{t('channel.contacts', { count: contacts })}</span>
      <span>{t('channel.visits', { count: visits })}</span>
      <span>{t('channel.planItems', { count: planItems })}</span>
    </span>
  );
}

/** Gives another customer this one as its parent. */
function AddSubsidiary({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const t = useT();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const update = useCommand(api.customers.update, { onSuccess: onDone });
  const add = async (id: string) => {
    try {
      const { version } = await api.customers.get.call({ id });
      update.mutate({ id, version, parentId: customer.id });
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  return (
    <div className={css.picker}>
      <p>{t('channel.addChildHint', { name: customer.name })}</p>
      <CustomerPicker
        aria-label={t('channel.addChild')}
        autoFocus
        disabled={update.isPending}
        except={customer.id}
        value={null}
        onChange={(chosen) => void (chosen && add(chosen.id))}
      />
    </div>
  );
}
