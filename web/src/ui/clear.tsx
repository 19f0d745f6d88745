import { CloseCircleFilled } from '@ant-design/icons';
import { useT } from '../lib/texts.ts';

/** A choice that can be emptied, by a button that says so in the reader's language: antd knows its name in English only. */
export function useClear() {
  return { clearIcon: <CloseCircleFilled />, label: useT()('common.clear') };
}
