import { useFieldText } from '../../lib/errors.ts';
import { apiError } from '../../lib/client.ts';

/** The refusals of the server by the place in the form, without what stands before it in the input. */
export function useFormErrors(): (error: unknown, before: string) => Record<string, string> {
  const fieldText = useFieldText();
  return (error, before) =>
    Object.fromEntries(
      (apiError(error)?.data.fields ?? []).flatMap(({ path, code, params }) =>
        path.startsWith(`${before}.`) ? [[path.slice(before.length + 1), fieldText(code, params)]] : [],
      ),
    );
}
