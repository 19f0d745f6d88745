import {
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  EllipsisOutlined,
  MinusCircleOutlined,
  RollbackOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ChartNode, ForecastNode, InstanceDetail } from '../../../../../contract/workflows.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { startNode } from '../../../widgets/workflows/words.ts';
import css from './chart.module.css';
import { ChartTasks } from './chart-tasks.tsx';

type State = ChartNode['state'];

const icons: Record<State, ReactNode> = {
  done: <CheckCircleFilled aria-hidden />,
  passed: <MinusCircleOutlined aria-hidden />,
  current: <ClockCircleFilled aria-hidden />,
  rejected: <CloseCircleFilled aria-hidden />,
  returned: <RollbackOutlined aria-hidden />,
  next: <EllipsisOutlined aria-hidden />,
  notTaken: <StopOutlined aria-hidden />,
};

/** Only who is to decide can be skipped; everything else is simply over once it is passed. */
const stateOf = ({ type, state }: ChartNode): State =>
  state === 'passed' && type !== 'approval' && type !== 'handling' ? 'done' : state;

/** Where an instance stands: the whole way from its start to its end, with who has or had what and since when. */
export function Chart({ instance }: { instance: InstanceDetail }) {
  const { chart, forecast, status, current } = instance;
  const isMending = status === 'running' && current.some(({ node }) => node === startNode);
  return (
    <ol className={css.nodes}>
      <StartBox instance={instance} state={isMending ? 'current' : 'done'} />
      <Nodes nodes={chart} forecast={forecast} />
      <EndBox instance={instance} />
    </ol>
  );
}

function Nodes({ nodes, forecast }: { nodes: readonly ChartNode[]; forecast: readonly ForecastNode[] }) {
  return nodes.map((node) => <Node key={node.id} node={node} forecast={forecast} />);
}

function Box({ state, name, tags, children }: { state: State; name: string; tags?: string[]; children?: ReactNode }) {
  const t = useT();
  return (
    <div className={`${css.box} ${css[state]}`}>
      <div className={css.head}>
        <span className={css.icon}>{icons[state]}</span>
        <b className={css.name}>{name}</b>
        {tags?.map((tag) => (
          <span key={tag} className={css.tag}>
            {tag}
          </span>
        ))}
        <span className={css.state}>{t(`workflows.chart.states.${state}`)}</span>
      </div>
      {children}
    </div>
  );
}

function Node({ node, forecast }: { node: ChartNode; forecast: readonly ForecastNode[] }) {
  const t = useT();
  const format = useFormat();
  const type = t(`workflows.nodeTypes.${node.type}`);
  const isCalled = node.name.trim() !== '';
  const isOrdinary = node.type === 'approval' || node.type === 'handling';
  const expected = node.state === 'next' ? (forecast.find(({ nodeId }) => nodeId === node.id)?.people ?? []) : [];
  const several = node.tasks.length > 1 || expected.length > 1;
  const tags = [
    ...(isCalled && !isOrdinary ? [type] : []),
    ...(node.mode && several ? [t(`workflows.modes.${node.mode}`)] : []),
    ...(node.times > 1 ? [t('workflows.chart.times', { count: node.times })] : []),
  ];
  return (
    <li className={css.node}>
      <Box state={stateOf(node)} name={isCalled ? node.name : type} tags={tags}>
        {node.state === 'current' && node.since && node.tasks.length === 0 ? (
          <p className={css.quiet}>{t('workflows.chart.waits', { time: format.relative(node.since) })}</p>
        ) : null}
        <ChartTasks tasks={node.tasks} />
        {expected.length > 0 ? (
          <p className={css.people}>
            <span className={css.quiet}>{t('workflows.chart.expected')}</span>
            {expected.map((person) => (
              <PersonName key={person.id} person={person} />
            ))}
          </p>
        ) : null}
      </Box>
      {node.branches.length > 0 ? <Branches node={node} forecast={forecast} /> : null}
    </li>
  );
}

/** The branches of a block beside each other; on a phone below each other. */
function Branches({ node, forecast }: { node: ChartNode; forecast: readonly ForecastNode[] }) {
  const t = useT();
  const isDecided = node.state !== 'next';
  return (
    <ul className={css.branches}>
      {node.branches.map((branch) => {
        const isOff = isDecided && !branch.taken;
        return (
          <li key={branch.id} className={isOff ? `${css.branch} ${css.off}` : css.branch}>
            <p className={css.branchName}>
              {branch.name}
              {isOff ? <span className={css.quiet}> {t('workflows.chart.branchNotTaken')}</span> : null}
            </p>
            <ol className={css.nodes}>
              <Nodes nodes={branch.nodes} forecast={forecast} />
            </ol>
          </li>
        );
      })}
    </ul>
  );
}

function StartBox({ instance, state }: { instance: InstanceDetail; state: State }) {
  const t = useT();
  const format = useFormat();
  const [waits] = instance.current;
  return (
    <li className={css.node}>
      <Box state={state} name={t('workflows.startNode')}>
        <p className={css.people}>
          <PersonName person={instance.starter} />
          <time className={css.quiet} dateTime={instance.startedAt}>
            {format.dateTime(instance.startedAt)}
          </time>
          {state === 'current' && waits ? (
            <span className={css.quiet}>{t('workflows.chart.waits', { time: format.relative(waits.since) })}</span>
          ) : null}
        </p>
      </Box>
    </li>
  );
}

function EndBox({ instance: { status, endedAt } }: { instance: InstanceDetail }) {
  const t = useT();
  const format = useFormat();
  const ended: State = status === 'approved' ? 'done' : 'rejected';
  return (
    <li className={css.node}>
      <Box state={status === 'running' ? 'next' : ended} name={t('workflows.endNode')}>
        {endedAt ? (
          <p className={css.people}>
            <span>{t(`workflows.statuses.${status}`)}</span>
            <time className={css.quiet} dateTime={endedAt}>
              {format.dateTime(endedAt)}
            </time>
          </p>
        ) : null}
      </Box>
    </li>
  );
}
