import type { ErrorCode, FieldCode } from '../../../../contract/errors.ts';
import { errorStatus, fieldCodes } from '../../../../contract/errors.ts';
import type { Flat } from '../../../../contract/texts/shape.ts';
import type { Import, ImportRow } from '../../../../contract/transfers.ts';
import { useFieldText } from '../../lib/errors.ts';
import type { LooseT } from '../../lib/texts.ts';
import { useT } from '../../lib/texts.ts';
import { useImportFields } from './use-import-fields.ts';

const reasons = [
  'tooMany',
  'tooLong',
  'tooShort',
  'tooBig',
  'tooSmall',
  'outOfScope',
  'duplicate',
  'exists',
  'cycle',
  'ambiguous',
  'unknownEntry',
  'similar',
  'readOnly',
  'ownerKept',
  'ambiguousContact',
  'samePhone',
  'future',
  'notLeader',
] as const;

/** Says why a row is left out, in words. */
export function useReasons(kind: Import['kind']): (problem: ImportRow['errors'][number]) => string {
  const t = useT();
  const fieldText = useFieldText();
  const { labelOf } = useImportFields(kind);
  return ({ field, code, value }) => {
    const label = labelOf(field);
    if (code === 'taken' && value)
      return t('transfers.check.problem', { field: label, reason: t('transfers.reasons.takenBy', { value }) });
    const own = reasons.find((each) => each === code);
    const general: FieldCode | undefined = fieldCodes.find((each) => each === code);
    const refused = Object.hasOwn(errorStatus, code)
      ? (t as LooseT)(`errors.codes.${code.replace('.', '_') as Flat<ErrorCode>}`)
      : code;
    const reason = own ? t(`transfers.reasons.${own}`) : general ? fieldText(general) : refused;
    return value
      ? t('transfers.check.problemValue', { field: label, reason, value })
      : t('transfers.check.problem', { field: label, reason });
  };
}
