import { UserSwitchOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, nextPage } from '../../../lib/client.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import css from './boxes.module.css';
import { DecisionTag } from './task-words.tsx';

/** What deputies decided for the person, newest first. */
export function DecisionsInName() {
  const t = useT();
  const nodeName = useNodeName();
  const query = useInfiniteQuery(
    api.deputies.decisions.infiniteOptions({ input: (cursor: string | undefined) => ({ cursor }), ...nextPage }),
  );
  return (
    <Card>
      <Loaded query={query}>
        {({ pages }) => {
          const tasks = pages.flatMap((page) => page.items);
          return tasks.length === 0 ? (
            <EmptyState
              icon={<UserSwitchOutlined />}
              title={t('deputies.empty.decisions')}
              hint={t('deputies.empty.decisionsHint')}
            />
          ) : (
            <ul>
              {tasks.map((task) => (
                <Row
                  key={task.id}
                  second={
                    <span className={css.line}>
                      <span>{task.instance.workflow.name}</span>
                      <span>{nodeName(task.node)}</span>
                      {task.decidedBy ? <span>{t('deputies.by', { name: task.decidedBy.name })}</span> : null}
                      {task.closedAt ? <RelativeTime at={task.closedAt} /> : null}
                    </span>
                  }
                  end={<DecisionTag decision={task.decision} />}
                >
                  <Link {...places.workflow(task.instance.id)}>{task.instance.title}</Link>
                </Row>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreRows query={query} label={t('deputies.more')} />
    </Card>
  );
}
