import { Form, InputNumber, Select } from 'antd';
import { useMemo } from 'react';
import { definitionsOf } from '../../../../../contract/fields.compute.ts';
import { fieldsOf } from '../../../../../contract/fields.formula.ts';
import { formulaInputs, visibilityInputs } from '../../../../../contract/fields.rules.ts';
import type { FieldCatalogue, OwnField } from '../../../../../contract/fields.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { useClear } from '../../../ui/clear.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { OwnInputs } from '../../../widgets/own-fields/own-inputs.tsx';
import css from './segments.module.css';

type PreviewProps = { catalogue: FieldCatalogue; draft: OwnField | null; segmentId: string | null };

/** The own part of the archive form as it is, or as it would be with the field that is being written. */
export function Preview({ catalogue, draft, segmentId }: PreviewProps) {
  const t = useT();
  const definitions = useMemo(() => definitionsOf(withDraft(catalogue.fields, draft)), [catalogue, draft]);
  const kind = segmentId ?? draft?.segmentIds[0] ?? null;
  const fields = definitions.fields.filter(
    ({ segmentIds, retired }) => !retired && (segmentIds.length === 0 || (kind !== null && segmentIds.includes(kind))),
  );
  const named = new Set([
    ...fields.flatMap(({ visibleWhen }) => (visibleWhen ? [visibleWhen.field] : [])),
    ...fields.flatMap(({ id }) => {
      const tree = definitions.formulas.get(id);
      return tree ? fieldsOf(tree) : [];
    }),
  ]);
  return (
    <Card title={t('fields.preview.title')} extra={t('fields.preview.hint')} className={css.preview}>
      {kind === null ? <p className={css.muted}>{t('fields.preview.shared')}</p> : null}
      {fields.length === 0 ? <p className={css.muted}>{t('fields.preview.nothing')}</p> : null}
      <Form key={kind ?? 'all'} layout="vertical" initialValues={{ segmentId: kind }}>
        <Form.Item name="segmentId" hidden>
          <input />
        </Form.Item>
        <BuiltIn named={named} />
        <OwnInputs catalogue={{ sections: catalogue.sections, definitions }} />
      </Form>
    </Card>
  );
}

function withDraft(fields: readonly OwnField[], draft: OwnField | null): OwnField[] {
  if (!draft) return [...fields];
  return fields.some((field) => field.id === draft.id)
    ? fields.map((field) => (field.id === draft.id ? draft : field))
    : [...fields, draft];
}

const lists = { regionId: 'region', industryId: 'industry', levelId: 'level' } as const;

/** The built-in fields that something here hangs on. */
function BuiltIn({ named }: { named: ReadonlySet<string> }) {
  const t = useT();
  const clear = useClear();
  const { options } = useLists();
  return (
    <>
      {visibilityInputs.map((key) =>
        named.has(key) ? (
          <Form.Item key={key} name={key} label={t(`customers.fields.${lists[key]}`)}>
            <Select allowClear={clear} options={options(lists[key])} />
          </Form.Item>
        ) : null,
      )}
      {formulaInputs.map((key) =>
        named.has(key) ? (
          <Form.Item key={key} name={key} label={t(`customers.fields.${key}`)}>
            <InputNumber controls={false} style={{ width: '100%' }} />
          </Form.Item>
        ) : null,
      )}
    </>
  );
}
