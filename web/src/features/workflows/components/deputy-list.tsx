import { UserSwitchOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button, DatePicker, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Deputy } from '../../../../../contract/workflows.deputies.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import css from './boxes.module.css';

type Box = 'own' | 'acting' | 'all';
const tones = { coming: 'info', now: 'ok', over: 'done' } as const;

/** Who acts for whom, newest first. */
export function DeputyList({ box }: { box: Box }) {
  const t = useT();
  const query = useInfiniteQuery(
    api.deputies.list.infiniteOptions({ input: (cursor: string | undefined) => ({ box, cursor }), ...nextPage }),
  );
  return (
    <Card>
      <Loaded query={query}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.items);
          return lines.length === 0 ? (
            <EmptyState
              icon={<UserSwitchOutlined />}
              title={t(`deputies.empty.${box}`)}
              hint={t(`deputies.empty.${box}Hint`)}
            />
          ) : (
            <ul>
              {lines.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreRows query={query} label={t('deputies.more')} />
    </Card>
  );
}

function Line({ line }: { line: Deputy }) {
  const t = useT();
  const format = useFormat();
  const { person, deputy, family, fromOn, untilOn, state, can } = line;
  return (
    <Row
      second={
        <span className={css.line}>
          <span>{t('common.range', { from: format.day(fromOn), to: format.day(untilOn) })}</span>
          <span>{family ? t(`workflows.families.${family}`) : t('deputies.allFamilies')}</span>
        </span>
      }
      end={can.change ? <Changes line={line} /> : null}
    >
      <span className={css.line}>
        <span>{t('deputies.actsFor', { deputy: deputy.name, person: person.name })}</span>
        <StateTag tone={tones[state]}>{t(`deputies.states.${state}`)}</StateTag>
      </span>
    </Row>
  );
}

function Changes({ line }: { line: Deputy }) {
  const t = useT();
  const { modal } = App.useApp();
  const [changing, setChanging] = useState(false);
  const end = useCommand(api.deputies.end);
  const ask = () =>
    modal.confirm({
      title: t('deputies.endTitle'),
      content: t('deputies.endBody'),
      okText: t('deputies.end'),
      cancelText: t('common.cancel'),
      onOk: () => end.mutateAsync({ id: line.id, version: line.version }).catch(() => undefined),
    });
  return (
    <span className={css.line}>
      <Button size="small" onClick={() => setChanging(true)}>
        {t('deputies.change')}
      </Button>
      <Button size="small" onClick={ask}>
        {t('deputies.end')}
      </Button>
      {changing ? <ChangeLastDay line={line} onClose={() => setChanging(false)} /> : null}
    </span>
  );
}

const dayFormat = 'YYYY-MM-DD';

function ChangeLastDay({ line, onClose }: { line: Deputy; onClose: () => void }) {
  const t = useT();
  const { today } = useMe().company;
  const [untilOn, setUntilOn] = useState(line.untilOn);
  const update = useCommand(api.deputies.update, { onSuccess: onClose, onError: () => undefined });
  const isToCome = line.state === 'coming';
  return (
    <Modal
      open
      title={t('deputies.changeTitle')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={update.isPending}
      onOk={() => update.mutate({ id: line.id, version: line.version, untilOn })}
      onCancel={onClose}
    >
      <FormAlert error={update.error} onReload={() => update.reset()} />
      <Labelled label={t('deputies.untilOn')}>
        {({ id }) => (
          <DatePicker
            id={id}
            format={dayFormat}
            style={{ width: '100%' }}
            allowClear={false}
            minDate={dayjs(isToCome ? line.fromOn : today)}
            value={dayjs(untilOn)}
            onChange={(day) => setUntilOn(day ? day.format(dayFormat) : line.untilOn)}
          />
        )}
      </Labelled>
    </Modal>
  );
}
