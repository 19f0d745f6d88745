import type { Customer } from '../../../../../contract/customers.ts';
import { isBlank } from '../../../../../contract/fields.rules.ts';
import { useT } from '../../../lib/texts.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import { settleInputs, toInputs } from '../../../widgets/own-fields/own-form.ts';
import { OwnWord } from '../../../widgets/own-fields/own-word.tsx';
import { bySection, useOwnFields } from '../../../widgets/own-fields/use-own-fields.ts';
import type { AnyField } from '../archive-values.ts';
import type { ArchiveSection } from './value-list.tsx';

type OnFill = ((field: AnyField) => void) | undefined;

/** The own fields that apply to this customer, by section; a retired one stays as long as it holds something. */
export function useOwnSections(customer: Customer, onFill: OnFill): ArchiveSection[] {
  const t = useT();
  const catalogue = useOwnFields();
  const inputs = toInputs(catalogue.fields, customer);
  const { visible } = settleInputs(catalogue.definitions, inputs, customer);
  const shown = catalogue.fields.filter(({ id, retired }) => (retired ? !isBlank(customer.own[id]) : visible.has(id)));
  return bySection(catalogue, shown).map(({ id, name, fields }) => ({
    id: id ?? 'none',
    name,
    values: fields.map((field) => {
      const value = customer.own[field.id];
      return {
        key: field.id,
        wide: field.type === 'attachment' || (field.type === 'text' && String(value ?? '').length > 40),
        name: field.label,
        label: (
          <>
            {field.label} {field.retired ? <StateTag tone="done">{t('fields.retired')}</StateTag> : null}
          </>
        ),
        value: isBlank(value) ? undefined : <OwnWord field={field} value={value} refs={customer.ownRefs} />,
        onFill: onFill && field.type !== 'formula' && !field.retired ? () => onFill(`own.${field.id}`) : undefined,
      };
    }),
  }));
}
