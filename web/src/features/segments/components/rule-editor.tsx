import { Form, Radio, Select } from 'antd';
import { ownIdOf, visibilityInputs } from '../../../../../contract/fields.rules.ts';
import type { FieldCatalogue, OwnField } from '../../../../../contract/fields.ts';
import { useT } from '../../../lib/texts.ts';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import type { FieldValues } from '../field-values.ts';

const lists = { regionId: 'region', industryId: 'industry', levelId: 'level' } as const;

/** When the field is shown: always, or by what stands in another one. */
export function RuleEditor({ catalogue, field }: { catalogue: FieldCatalogue; field: OwnField | null }) {
  const t = useT();
  const form = Form.useFormInstance<FieldValues>();
  const rule = Form.useWatch('rule', form);
  const others = catalogue.fields.filter(({ id, type }) => id !== field?.id && type !== 'formula');
  const options = [
    ...others.map(({ key, label }) => ({ value: key, label })),
    ...visibilityInputs.map((key) => ({ value: key as string, label: t(`customers.fields.${lists[key]}`) })),
  ];
  const required = [{ required: true, message: t('errors.fields.required') }];
  return (
    <>
      <Form.Item name="rule" label={t('fields.edit.rule')}>
        <Radio.Group
          options={[
            { value: 'always', label: t('fields.edit.always') },
            { value: 'filled', label: t('fields.edit.whenFilled') },
            { value: 'values', label: t('fields.edit.whenValue') },
          ]}
        />
      </Form.Item>
      {rule === 'filled' || rule === 'values' ? (
        <Form.Item name={['visibleWhen', 'field']} label={t('fields.edit.ruleField')} rules={required}>
          <Select
            options={options}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={() => form.setFieldValue(['visibleWhen', 'values'], [])}
          />
        </Form.Item>
      ) : null}
      {rule === 'values' ? (
        <Form.Item name={['visibleWhen', 'values']} label={t('fields.edit.ruleValues')} rules={required}>
          <RuleValues others={others} />
        </Form.Item>
      ) : null}
    </>
  );
}

type RuleValuesProps = { id?: string; value?: string[]; onChange?: (values: string[]) => void; others: OwnField[] };

/** Choices of the field that is looked at, entries of its list, or words for any other. */
function RuleValues({ id, value, onChange, others }: RuleValuesProps) {
  const { options } = useLists();
  const key: string | null | undefined = Form.useWatch(['visibleWhen', 'field']);
  const builtIn = visibilityInputs.find((known) => known === key);
  const other = others.find((one) => one.id === ownIdOf(key ?? ''));
  const chooses = other?.type === 'choice' || other?.type === 'multiChoice';
  const choices = builtIn
    ? options(lists[builtIn])
    : (other?.choices ?? []).map((choice) => ({ value: choice.id, label: choice.label }));
  return (
    <Select
      id={id}
      mode={builtIn || chooses ? 'multiple' : 'tags'}
      value={value}
      onChange={onChange}
      options={choices}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}
