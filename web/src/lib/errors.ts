import type { FormInstance } from 'antd';
import type { ErrorCode, FieldCode } from '../../../contract/errors.ts';
import type { Flat } from '../../../contract/texts/shape.ts';
import { apiError, isUnreached } from './client.ts';
import type { LooseT } from './texts.ts';
import { useT } from './texts.ts';

function codeText(t: LooseT, code: ErrorCode, params: Record<string, string | number>): string {
  return t(`errors.codes.${code.replace('.', '_') as Flat<ErrorCode>}`, params);
}

/** Says an error in the user's words. */
export function useErrorText(): (error: unknown) => string {
  const t = useT();
  return (error) => {
    const known = apiError(error);
    if (known) return codeText(t as LooseT, known.code, known.data.params);
    return isUnreached(error) ? t('errors.network') : t('errors.unexpected');
  };
}

/** Says a code that stands in an answer rather than in an error. */
export function useCodeText(): (code: ErrorCode) => string {
  const t = useT() as LooseT;
  return (code) => codeText(t, code, {});
}

/** Says why a field was refused. */
export function useFieldText(): (code: FieldCode, params?: Record<string, string | number>) => string {
  const t = useT() as LooseT;
  return (code, params = {}) => t(`errors.fields.${code}`, params);
}

/** Whether the server named the fields that it refused; then they say it, and nothing above the buttons repeats it. */
export function hasFieldErrors(error: unknown): boolean {
  return Boolean(apiError(error)?.data.fields?.length);
}

/**
 * Puts the refusals of the server beside their fields. Paths such as `contacts.0.name` become antd's name paths.
 * Answers whether there was any.
 */
export function applyFieldErrors<V>(
  form: FormInstance<V>,
  error: unknown,
  fieldText: (code: FieldCode, params?: Record<string, string | number>) => string,
): boolean {
  const fields = apiError(error)?.data.fields ?? [];
  const data = fields.map((field) => ({
    name: field.path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    errors: [fieldText(field.code, field.params)],
  }));
  form.setFields(data as Parameters<typeof form.setFields>[0]);
  return data.length > 0;
}
