import { Link } from '@tanstack/react-router';
import type { NodeLoad } from '../../../../../contract/workflows.desk.ts';
import type { Outputs } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import css from './desk.module.css';
import { Late } from './late.tsx';

type Workflow = Outputs['workflowDesk']['load'];
const ages = ['under1', 'under3', 'under7', 'more'] as const;
const longFor = { under1: undefined, under3: '1', under7: '3', more: '7' };

/** Where the running instances stand, by how long; each number leads to those instances. */
export function Load({ workflow }: { workflow: Workflow }) {
  const t = useT();
  const format = useFormat();
  const nodeName = useNodeName();
  const { id, nodes } = workflow;
  if (nodes.length === 0)
    return <EmptyState title={t('workflowDesk.load.empty')} hint={t('workflowDesk.load.emptyHint')} />;
  const leading = (count: number, node: string, waiting?: string) =>
    count === 0 ? (
      <span className={css.quiet}>0</span>
    ) : (
      <Link {...places.workflowDesk(id, { tab: 'instances', node, waiting })}>{format.quantity(count)}</Link>
    );
  const columns: Column<NodeLoad>[] = [
    { key: 'node', title: t('workflowDesk.load.node'), width: '30%', render: ({ name }) => nodeName(name) },
    ...ages.map(
      (age): Column<NodeLoad> => ({
        key: age,
        title: t(`workflowDesk.load.${age}`),
        number: true,
        render: ({ nodeId, days }) =>
          age === 'more' || days[age] === 0 ? leading(days[age], nodeId, longFor[age]) : format.quantity(days[age]),
      }),
    ),
    {
      key: 'total',
      title: t('workflowDesk.load.total'),
      number: true,
      render: ({ nodeId, days }) => leading(days.under1 + days.under3 + days.under7 + days.more, nodeId),
    },
    {
      key: 'overdue',
      title: t('workflowDesk.load.overdue'),
      number: true,
      render: ({ nodeId, overdue }) => (
        <Late count={overdue} place={places.workflowDesk(id, { tab: 'instances', node: nodeId, overdue: 'true' })} />
      ),
    },
  ];
  return (
    <RowTable label={t('workflowDesk.tabs.load')} columns={columns} rows={nodes} rowKey={({ nodeId }) => nodeId} />
  );
}
