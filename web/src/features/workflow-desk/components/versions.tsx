import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import { useAtMost } from '../words.ts';
import css from './desk.module.css';

type Workflow = Outputs['workflowDesk']['load'];
const progressEvery = 1500;

/** The versions with what runs on each, and the way to bring all running ones to one of them. */
export function Versions({ workflow }: { workflow: Workflow }) {
  const t = useT();
  const atMost = useAtMost();
  const [wanted, setWanted] = useState<number | null>(null);
  const { id, number: current, versions } = workflow;
  return (
    <Card>
      <MoveState workflow={workflow} />
      <ul>
        {versions.map(({ number, running }) => (
          <Row
            key={number}
            second={t('workflowDesk.versions.running', { running: atMost(running) })}
            end={
              <Button size="small" onClick={() => setWanted(number)}>
                {t('workflowDesk.versions.move')}
              </Button>
            }
          >
            {t('workflowDesk.version', { number })}{' '}
            {number === current ? <StateTag tone="info">{t('workflowDesk.versions.current')}</StateTag> : null}
          </Row>
        ))}
      </ul>
      {wanted === null ? null : <Preview id={id} number={wanted} onClose={() => setWanted(null)} />}
    </Card>
  );
}

/** How far the last move has come; asked again while it goes on. */
function MoveState({ workflow: { id, move: known } }: { workflow: Workflow }) {
  const t = useT();
  const { data } = useQuery(
    api.workflowDesk.load.queryOptions({
      input: { id },
      enabled: known?.state === 'running',
      refetchInterval: progressEvery,
    }),
  );
  const move = data?.move ?? known;
  if (!move) return null;
  const { number, total, done, state, refused } = move;
  return (
    <p className={css.bar} role="status">
      {state === 'running'
        ? t('workflowDesk.versions.moving', { number, done, total })
        : t('workflowDesk.versions.moved', { number, total, refused: refused.length })}
    </p>
  );
}

function Preview({ id, number, onClose }: { id: string; number: number; onClose: () => void }) {
  const t = useT();
  const nodeName = useNodeName();
  const query = useQuery(
    api.workflowDesk.previewMove.queryOptions({ input: { id, number, mapping: {} }, staleTime: 0, gcTime: 0 }),
  );
  const move = useCommand(api.workflowDesk.move, { onSuccess: onClose, onError: () => undefined });
  const able = query.data?.able ?? 0;
  return (
    <Modal
      open
      title={t('workflowDesk.versions.preview', { number })}
      okText={t('workflowDesk.versions.start')}
      okButtonProps={{ disabled: able === 0 }}
      cancelText={t('common.cancel')}
      confirmLoading={move.isPending}
      onOk={() => move.mutate({ id, number, mapping: {} })}
      onCancel={onClose}
    >
      <FormAlert error={move.error} />
      <Loaded query={query}>
        {({ refused, more }) => (
          <>
            <p>
              {able + refused.length === 0
                ? t('workflowDesk.versions.nothing')
                : t('workflowDesk.versions.able', { count: able })}
            </p>
            {refused.length > 0 ? (
              <>
                <p>{t('workflowDesk.versions.unable', { count: refused.length })}</p>
                <ul className={css.list}>
                  {refused.map((one) => (
                    <li key={one.id}>
                      <Link {...places.workflow(one.id)}>{one.title}</Link> {one.number}{' '}
                      <span className={css.quiet}>{t('workflowDesk.versions.why', { node: nodeName(one.node) })}</span>
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
            {more ? <p className={css.quiet}>{t('workflowDesk.versions.moreThan')}</p> : null}
          </>
        )}
      </Loaded>
    </Modal>
  );
}
