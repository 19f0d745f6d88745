import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useErrorText } from '../../../lib/errors.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import css from './desk.module.css';

const mostAtOnce = 100;

/** Gives what waits for one person, in all workflows that the reader keeps, to another. */
export function HandTasks() {
  const t = useT();
  const [person, setPerson] = useState<PersonRef | null>(null);
  return (
    <Card>
      <p className={css.bar}>{t('workflowDesk.tasks.hint')}</p>
      <div className={css.bar}>
        <span className={css.picker}>
          <PersonPicker
            aria-label={t('workflowDesk.tasks.person')}
            placeholder={t('workflowDesk.tasks.person')}
            value={person}
            onChange={setPerson}
          />
        </span>
      </div>
      {person ? (
        <TasksOf key={person.id} person={person} />
      ) : (
        <EmptyState compact title={t('workflowDesk.tasks.choose')} />
      )}
    </Card>
  );
}

function TasksOf({ person }: { person: PersonRef }) {
  const t = useT();
  const nodeName = useNodeName();
  const [chosen, setChosen] = useState<string[]>([]);
  const query = useInfiniteQuery(
    api.workflowDesk.tasks.infiniteOptions({
      input: (cursor: string | undefined) => ({ personId: person.id, limit: mostAtOnce, cursor }),
      ...nextPage,
    }),
  );
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(0, mostAtOnce));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const tasks = pages.flatMap((page) => page.items);
        if (tasks.length === 0) return <EmptyState compact title={t('workflowDesk.tasks.empty')} />;
        return (
          <>
            <Give person={person} taskIds={chosen} onDone={() => setChosen([])} />
            <Button size="small" onClick={() => setChosen(tasks.map(({ id }) => id).slice(0, mostAtOnce))}>
              {t('workflowDesk.tasks.all')}
            </Button>
            <ul>
              {tasks.map((task) => (
                <Row
                  key={task.id}
                  lead={
                    <input
                      type="checkbox"
                      className={css.check}
                      aria-label={t('workflows.select.row', { title: task.instance.title })}
                      checked={chosen.includes(task.id)}
                      onChange={() => toggle(task.id)}
                    />
                  }
                  second={
                    <>
                      {task.instance.workflow.name} {t('common.separator')} {nodeName(task.node)}{' '}
                      {task.openedAt ? <RelativeTime at={task.openedAt} /> : null}
                    </>
                  }
                >
                  <Link {...places.workflow(task.instance.id)}>{task.instance.title}</Link>
                </Row>
              ))}
            </ul>
            <MoreRows query={query} label={t('workflowDesk.more')} />
          </>
        );
      }}
    </Loaded>
  );
}

type GiveProps = { person: PersonRef; taskIds: string[]; onDone: () => void };

function Give({ person, taskIds, onDone }: GiveProps) {
  const t = useT();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [to, setTo] = useState<PersonRef | null>(null);
  const [comment, setComment] = useState('');
  const reassign = useCommand(api.workflowDesk.reassign, {
    onError: () => undefined,
    onSuccess: ({ moved, refused }) => {
      if (moved > 0) void message.success(t('workflowDesk.tasks.done', { count: moved }));
      const [first] = refused;
      if (first) {
        const reason = errorText({ code: first.code, data: { params: {} } });
        void message.warning(t('workflowDesk.tasks.refused', { count: refused.length, reason }));
      }
      onDone();
    },
  });
  const send = () => {
    if (to) reassign.mutate({ taskIds, toId: to.id, ...(comment.trim() && { comment: comment.trim() }) });
  };
  return (
    <div className={css.bar}>
      <span className={css.picker}>
        <PersonPicker
          aria-label={t('workflowDesk.tasks.to')}
          placeholder={t('workflowDesk.tasks.to')}
          except={[person.id]}
          value={to}
          onChange={setTo}
        />
      </span>
      <Input
        className={css.picker}
        aria-label={t('workflowDesk.tasks.comment')}
        placeholder={t('workflowDesk.tasks.comment')}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <Button type="primary" disabled={!to || taskIds.length === 0} loading={reassign.isPending} onClick={send}>
        {t('workflowDesk.tasks.give', { count: taskIds.length })}
      </Button>
      <FormAlert error={reassign.error} />
    </div>
  );
}
