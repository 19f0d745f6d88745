import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '../../../lib/client.ts';
import { flatten, treeOf } from '../department-tree.ts';
import css from './org.module.css';

type DepartmentSelectProps = {
  id?: string;
  value?: string | null;
  onChange?: (id: string | null) => void;
  placeholder?: string;
};

/** Chooses a department; those below others stand further in. */
export function DepartmentSelect({ id, value, onChange, placeholder }: DepartmentSelectProps) {
  const { data, isPending } = useQuery(api.org.departments.queryOptions());
  const branches = flatten(treeOf(data?.items ?? []));
  const depths = new Map(branches.map((branch) => [branch.id, branch.depth]));
  return (
    <Select
      id={id}
      className={css.wide}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={isPending}
      placeholder={placeholder}
      options={branches.map((branch) => ({ value: branch.id, label: branch.name }))}
      optionRender={(option) => (
        <span style={{ paddingInlineStart: (depths.get(String(option.value)) ?? 0) * 16 }}>{option.label}</span>
      )}
      value={value ?? null}
      onChange={(chosen) => onChange?.(chosen ?? null)}
    />
  );
}
