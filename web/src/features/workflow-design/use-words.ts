import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ConditionFact } from '../../../../contract/workflows.definition.ts';
import { conditionFacts } from '../../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { FormField } from '../../../../contract/workflows.forms.ts';
import { api } from '../../lib/client.ts';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';
import { useLists } from '../../widgets/lists/use-lists.ts';
import { roleName } from '../../widgets/roles/role-name.ts';
import type { Ref } from './design-context.ts';
import type { Words } from './words.ts';

export const rolesQuery = api.workflowDefinitions.roles.queryOptions({ staleTime: 300_000 });
/** Workflows that can be a part of another. */
export const childrenQuery = api.workflowDefinitions.list.queryOptions({
  input: { state: 'published', limit: 200 },
  staleTime: 60_000,
});

type Department = { id: string; name: string };
const none: Department[] = [];

function useDepartments(): Department[] {
  return useQuery(api.org.departments.queryOptions({ staleTime: 300_000 })).data?.items ?? none;
}

/** In conditions a field for a department is a choice among those that there are. */
function withChoices(field: FormField, departments: readonly Department[]): FormField {
  if (field.type !== 'department') return field;
  return { ...field, type: 'choice', choices: departments.map(({ id, name }) => ({ key: id, label: name })) };
}

/**
 * What conditions know beside the form: each is a choice among the names that there are now, since they are compared by
 * name.
 */
function useFacts(): FormField[] {
  const t = useT();
  const lists = useLists();
  const departments = useDepartments();
  return useMemo(() => {
    const names: Record<ConditionFact, string[]> = {
      'subject.level': lists.options('level').map(({ label }) => label),
      'subject.segment': lists.options('segment').map(({ label }) => label),
      'starter.department': [...new Set(departments.map(({ name }) => name))],
    };
    return conditionFacts.map((key) => ({
      key,
      type: 'choice',
      label: t(`workflowDesign.condition.facts.${key}`),
      required: false,
      choices: names[key].map((name) => ({ key: name, label: name })),
    }));
  }, [t, lists, departments]);
}

/** How this person says what is drawn, with the names of what it points to. */
export function useWords(content: WorkflowContent, names: Readonly<Record<string, string>>): Words {
  const t = useT();
  const format = useFormat();
  const facts = useFacts();
  const departments = useDepartments();
  const roles = useQuery(rolesQuery);
  const children = useQuery({ ...childrenQuery, enabled: JSON.stringify(content.definition).includes('"child"') });
  return useMemo(() => {
    const known = new Map(Object.entries(names));
    for (const role of roles.data?.items ?? []) known.set(role.id, roleName(t, role));
    for (const { id, name } of children.data?.items ?? []) known.set(id, name);
    return {
      t,
      fields: [...content.form.fields.map((field) => withChoices(field, departments)), ...facts],
      nameOf: (id: string) => known.get(id),
      list: format.list,
      amount: (value: string | number) => format.number(Number(value)),
    };
  }, [t, format, content.form.fields, facts, departments, names, roles.data, children.data]);
}

/** Names learned while choosing. */
export function useLearned(): [Record<string, string>, (refs: readonly Ref[]) => void] {
  const [names, setNames] = useState<Record<string, string>>({});
  const learn = (refs: readonly Ref[]) => {
    if (refs.length > 0)
      setNames((before) => ({ ...before, ...Object.fromEntries(refs.map(({ id, name }) => [id, name])) }));
  };
  return [names, learn];
}
