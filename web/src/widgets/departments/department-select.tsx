import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '../../lib/client.ts';
import { useClear } from '../../ui/clear.tsx';
import { flatten, treeOf } from './department-tree.ts';

type DepartmentSelectProps = {
  id?: string;
  value?: string | null;
  onChange?: (id: string | null, department: { id: string; name: string } | null) => void;
  placeholder?: string;
  'aria-label'?: string;
};

/** Chooses a department; those below others stand further in. */
export function DepartmentSelect({ value, onChange, ...rest }: DepartmentSelectProps) {
  const clear = useClear();
  const { data, isPending } = useQuery(api.org.departments.queryOptions());
  const branches = flatten(treeOf(data?.items ?? []));
  const depths = new Map(branches.map((branch) => [branch.id, branch.depth]));
  return (
    <Select
      {...rest}
      style={{ width: '100%' }}
      allowClear={clear}
      showSearch={{ optionFilterProp: 'label' }}
      loading={isPending}
      options={branches.map((branch) => ({ value: branch.id, label: branch.name }))}
      optionRender={(option) => (
        <span style={{ paddingInlineStart: (depths.get(String(option.value)) ?? 0) * 16 }}>{option.label}</span>
      )}
      value={value ?? null}
      onChange={(chosen) => onChange?.(chosen ?? null, branches.find(({ id }) => id === chosen) ?? null)}
    />
  );
}
