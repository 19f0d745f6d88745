import type { PoolCustomer } from '../../../../contract/pools.ts';
import { useT } from '../../lib/texts.ts';
import { useLists } from '../lists/use-lists.ts';

/** Why a customer was returned: by a rule, or for a reason of the list; else how it came about. */
export function useWhy(): (stay: Pick<PoolCustomer, 'how' | 'rule' | 'reasonId'>) => string {
  const t = useT();
  const lists = useLists();
  return ({ how, rule, reasonId }) => {
    if (rule) return t(`pool.ruleWhy.${rule}`);
    return lists.nameOf(reasonId) ?? t(`pool.hows.${how}`);
  };
}
