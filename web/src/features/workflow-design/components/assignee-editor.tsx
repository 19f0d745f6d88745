import { useQuery } from '@tanstack/react-query';
import { Checkbox, InputNumber, Select } from 'antd';
import type { Assignee } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { LabelledSelect } from '../../../ui/labelled-select.tsx';
import { roleName } from '../../../widgets/roles/role-name.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { useDesign } from '../design-context.ts';
import { rolesQuery } from '../use-words.ts';
import { CasesEditor } from './cases-editor.tsx';
import css from './design.module.css';

const kinds = [
  'supervisor',
  'people',
  'role',
  'departmentHead',
  'starterChoice',
  'starter',
  'field',
  'cases',
] as const satisfies Assignee['by'][];

/** A rule of each kind as it begins. */
function begun(by: Assignee['by'], before: Assignee): Assignee {
  switch (by) {
    case 'people':
      return { by, personIds: [] };
    case 'role':
      return { by, roleId: '' };
    case 'supervisor':
      return { by, levels: 1 };
    case 'departmentHead':
      return { by, levels: 0 };
    case 'starterChoice':
      return { by, most: 1 };
    case 'field':
      return { by, field: '' };
    case 'cases':
      return { by, cases: [{ when: { all: [] }, assignee: before }], otherwise: { by: 'supervisor', levels: 1 } };
    default:
      return { by: 'starter' };
  }
}

type AssigneeEditorProps = {
  label: string;
  value: Assignee;
  onChange: (assignee: Assignee) => void;
  /** Within a case there are no further cases. */
  isInner?: boolean;
};

/** Who gets it: how they are found, and what that needs. */
export function AssigneeEditor({ label, value, onChange, isInner = false }: AssigneeEditorProps) {
  const t = useT();
  return (
    <div className={css.stack}>
      <LabelledSelect
        label={label}
        value={value.by}
        options={kinds
          .filter((by) => !isInner || by !== 'cases')
          .map((by) => ({ value: by, label: t(`workflowDesign.who.kinds.${by}`) }))}
        onChange={(by: Assignee['by']) => onChange(begun(by, value))}
      />
      <Details value={value} onChange={onChange} />
    </div>
  );
}

type DetailsProps<A extends Assignee = Assignee> = { value: A; onChange: (assignee: Assignee) => void };
type Of<B extends Assignee['by']> = Extract<Assignee, { by: B }>;

function Details({ value, onChange }: DetailsProps) {
  const t = useT();
  switch (value.by) {
    case 'people':
      return <People value={value} onChange={onChange} />;
    case 'role':
      return <Role value={value} onChange={onChange} />;
    case 'supervisor':
      return <Supervisor value={value} onChange={onChange} />;
    case 'departmentHead':
      return <Head value={value} onChange={onChange} />;
    case 'starterChoice':
      return <Most value={value} onChange={onChange} />;
    case 'field':
      return <PersonField value={value} onChange={onChange} />;
    case 'cases':
      return (
        <CasesEditor
          value={value}
          onChange={onChange}
          rule={(one, change) => (
            <AssigneeEditor isInner label={t('workflowDesign.who.title')} value={one} onChange={change} />
          )}
        />
      );
    default:
      return null;
  }
}

function People({ value, onChange }: DetailsProps<Of<'people'>>) {
  const t = useT();
  const { words, learn } = useDesign();
  return (
    <Labelled label={t('workflowDesign.who.people')}>
      {({ id }) => (
        <PersonPicker
          id={id}
          multiple
          value={value.personIds.map((personId) => ({ id: personId, name: words.nameOf(personId) ?? '…', post: null }))}
          onChange={(people) => {
            learn(people);
            onChange({ by: 'people', personIds: people.map((person) => person.id) });
          }}
        />
      )}
    </Labelled>
  );
}

function Role({ value, onChange }: DetailsProps<Of<'role'>>) {
  const t = useT();
  const { data, isPending } = useQuery(rolesQuery);
  return (
    <LabelledSelect
      label={t('workflowDesign.who.role')}
      loading={isPending}
      placeholder={t('forms.choose')}
      showSearch={{ optionFilterProp: 'label' }}
      value={value.roleId || null}
      options={(data?.items ?? []).map((role) => ({ value: role.id, label: roleName(t, role) }))}
      onChange={(roleId: string | null) => onChange({ by: 'role', roleId: roleId ?? '' })}
    />
  );
}

const highest = 10;
const upTo = (from: number) => Array.from({ length: highest + 1 - from }, (_, index) => index + from);

function Supervisor({ value, onChange }: DetailsProps<Of<'supervisor'>>) {
  const t = useT();
  const rule = (levels: number, each: boolean): Assignee => ({ by: 'supervisor', levels, ...(each && { each }) });
  return (
    <>
      <LabelledSelect
        label={t('workflowDesign.who.level')}
        value={value.levels}
        options={upTo(1).map((level) => ({
          value: level,
          label: level === 1 ? t('workflowDesign.who.levels') : t('workflowDesign.who.levelN', { level }),
        }))}
        onChange={(levels: number) => onChange(rule(levels, levels > 1 && value.each === true))}
      />
      {value.levels > 1 ? (
        <Checkbox
          checked={value.each === true}
          onChange={(event) => onChange(rule(value.levels, event.target.checked))}
        >
          {t('workflowDesign.who.each')}
        </Checkbox>
      ) : null}
    </>
  );
}

function Head({ value, onChange }: DetailsProps<Of<'departmentHead'>>) {
  const t = useT();
  return (
    <LabelledSelect
      label={t('workflowDesign.who.headLevel')}
      value={value.levels}
      options={upTo(0).map((level) => ({
        value: level,
        label: level === 0 ? t('workflowDesign.who.head0') : t('workflowDesign.who.headN', { level }),
      }))}
      onChange={(levels: number) => onChange({ by: 'departmentHead', levels })}
    />
  );
}

function Most({ value, onChange }: DetailsProps<Of<'starterChoice'>>) {
  const t = useT();
  return (
    <Labelled label={t('workflowDesign.who.most')}>
      {(ids) => (
        <InputNumber
          {...ids}
          min={1}
          max={50}
          precision={0}
          value={value.most}
          onChange={(most) => onChange({ by: 'starterChoice', most: most ?? 1 })}
        />
      )}
    </Labelled>
  );
}

function PersonField({ value, onChange }: DetailsProps<Of<'field'>>) {
  const t = useT();
  const { form } = useDesign();
  const people = form.fields.filter(({ type }) => type === 'person');
  return (
    <Labelled label={t('workflowDesign.who.field')}>
      {(ids) => (
        <>
          <Select
            {...ids}
            style={{ width: '100%' }}
            placeholder={t('forms.choose')}
            value={value.field || null}
            options={people.map(({ key, label }) => ({ value: key, label }))}
            onChange={(field: string | null) => onChange({ by: 'field', field: field ?? '' })}
          />
          {people.length === 0 ? <p className={css.hint}>{t('workflowDesign.who.noPersonField')}</p> : null}
        </>
      )}
    </Labelled>
  );
}
