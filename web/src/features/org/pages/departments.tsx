import { ApartmentOutlined, DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popconfirm, Tooltip } from 'antd';
import { useState } from 'react';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import type { Branch, Department } from '../../../widgets/departments/department-tree.ts';
import { flatten, treeOf } from '../../../widgets/departments/department-tree.ts';
import { DepartmentForm } from '../components/department-form.tsx';
import css from '../components/org.module.css';

/** What the form is open for: a change, or something new below a parent. */
type Open = { department: Department } | { parentId: string | null };

/** The departments of the company as a tree. */
export default function DepartmentsPage() {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const query = useQuery(api.org.departments.queryOptions());
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ parentId: null })}>
      {t('org.departments.add')}
    </Button>
  );
  return (
    <Page title={t('org.departments.title')} actions={add}>
      <Loaded query={query}>
        {({ items }) => {
          if (items.length === 0)
            return (
              <EmptyState
                icon={<ApartmentOutlined />}
                title={t('org.departments.empty')}
                hint={t('org.departments.emptyHint')}
                action={add}
              />
            );
          const tree = treeOf(items);
          return (
            <>
              <Card className={css.treeCard}>
                <ul className={css.tree}>
                  {flatten(tree).map((branch) => (
                    <Line key={branch.id} branch={branch} onOpen={setOpen} />
                  ))}
                </ul>
              </Card>
              {open ? <DepartmentForm {...open} tree={tree} onClose={() => setOpen(null)} /> : null}
            </>
          );
        }}
      </Loaded>
      {query.data?.items.length === 0 && open ? (
        <DepartmentForm {...open} tree={[]} onClose={() => setOpen(null)} />
      ) : null}
    </Page>
  );
}

function Line({ branch, onOpen }: { branch: Branch; onOpen: (open: Open) => void }) {
  const t = useT();
  const remove = useCommand(api.org.removeDepartment);
  return (
    <li className={css.branch} style={{ paddingInlineStart: branch.depth * 24 }}>
      <span className={css.branchName}>{branch.name}</span>
      <Link
        to="/admin/people"
        search={{ departmentId: branch.id }}
        title={t('org.departments.seePeople', { name: branch.name })}
      >
        <span className="sr-only">{branch.name} </span>
        {t('org.departments.people', { count: branch.people })}
      </Link>
      <span className={css.branchActions}>
        <Tooltip title={t('org.departments.addBelow')}>
          <Button
            type="text"
            icon={<PlusOutlined />}
            aria-label={`${t('org.departments.addBelow')} ${branch.name}`}
            onClick={() => onOpen({ parentId: branch.id })}
          />
        </Tooltip>
        <Tooltip title={t('org.departments.rename')}>
          <Button
            type="text"
            icon={<EditOutlined />}
            aria-label={`${t('org.departments.rename')} ${branch.name}`}
            onClick={() => onOpen({ department: branch })}
          />
        </Tooltip>
        <Popconfirm
          title={t('org.departments.removeTitle', { name: branch.name })}
          description={<p className={css.narrow}>{t('org.departments.removeBody')}</p>}
          okText={t('org.departments.remove')}
          okButtonProps={{ danger: true }}
          onConfirm={() => remove.mutate({ id: branch.id, version: branch.version })}
        >
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${t('org.departments.remove')} ${branch.name}`}
            loading={remove.isPending}
          />
        </Popconfirm>
      </span>
    </li>
  );
}
