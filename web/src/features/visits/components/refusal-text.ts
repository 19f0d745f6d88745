import type { ErrorBody } from '../../../../../contract/errors.ts';
import type { TextKey } from '../../../../../contract/texts/index.ts';
import type { LooseT } from '../../../lib/texts.ts';
import { useT } from '../../../lib/texts.ts';

/** Says a refusal that was kept on the device. */
export function useRefusalText(): (body: ErrorBody) => string {
  const t = useT() as LooseT;
  return (body) => t(`errors.codes.${body.code.replace('.', '_')}` as TextKey, body.params);
}
