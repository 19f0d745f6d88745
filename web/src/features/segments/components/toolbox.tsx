import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './segments.module.css';

/** The workflows that customers of a segment are offered first, in order. */
export function ToolboxCard({ segmentId }: { segmentId: string }) {
  const t = useT();
  const query = useQuery(api.toolboxes.get.queryOptions({ input: { id: segmentId } }));
  const all = useQuery(api.workflows.list.queryOptions({ staleTime: 60_000 })).data?.items ?? [];
  const save = useCommand(api.toolboxes.set, { onError: () => undefined });
  return (
    <Card title={t('toolbox.title')}>
      <p className={css.muted}>{t('toolbox.hint')}</p>
      <Loaded query={query}>
        {({ version, items }) => {
          const ids = items.map(({ id }) => id);
          const set = (workflowIds: string[]) => save.mutate({ id: segmentId, version, workflowIds });
          const swapped = (index: number, by: -1 | 1) => {
            const next = [...ids];
            next.splice(index + by, 0, ...next.splice(index, 1));
            return next;
          };
          return (
            <div className={css.stack}>
              {items.length > 0 ? (
                <ol>
                  {items.map(({ id, name, state }, index) => (
                    <li key={id} className={css.field}>
                      <span className={css.name}>
                        {name}
                        {state === 'retired' ? <StateTag tone="done">{t('toolbox.retired')}</StateTag> : null}
                      </span>
                      <Button
                        type="text"
                        icon={<ArrowUpOutlined />}
                        disabled={index === 0 || save.isPending}
                        aria-label={t('fields.list.up', { name })}
                        onClick={() => set(swapped(index, -1))}
                      />
                      <Button
                        type="text"
                        icon={<ArrowDownOutlined />}
                        disabled={index === items.length - 1 || save.isPending}
                        aria-label={t('fields.list.down', { name })}
                        onClick={() => set(swapped(index, 1))}
                      />
                      <Button
                        type="text"
                        icon={<DeleteOutlined />}
                        disabled={save.isPending}
                        aria-label={t('toolbox.remove', { name })}
                        onClick={() => set(ids.filter((one) => one !== id))}
                      />
                    </li>
                  ))}
                </ol>
              ) : null}
              <Select
                value={null}
                placeholder={t('toolbox.add')}
                aria-label={t('toolbox.add')}
                disabled={save.isPending}
                showSearch={{ optionFilterProp: 'label' }}
                options={all.filter(({ id }) => !ids.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id: string | null) => {
                  if (id) set([...ids, id]);
                }}
              />
              <FormAlert error={save.error} onReload={save.reset} />
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
