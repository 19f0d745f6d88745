import type { Outputs } from '../../../lib/client.ts';
import { useT } from '../../../lib/texts.ts';
import css from './pools.module.css';

type Open = Outputs['pools']['open']['items'][number];

/** What the person has taken from each pool, against what they may. */
export function ClaimLimits({ pools }: { pools: Open[] }) {
  const t = useT();
  return (
    <ul aria-label={t('pool.limits.title')}>
      {pools.map(({ id, name, keeper, owned, maxOwned, claimedToday, maxClaimsADay }) => (
        <li key={id} className={css.limits}>
          <b>{name}</b>
          <span>
            {maxOwned === null ? t('pool.limits.owned', { owned }) : t('pool.limits.ownedOf', { owned, max: maxOwned })}
          </span>
          <span>
            {maxClaimsADay === null
              ? t('pool.limits.today', { claimed: claimedToday })
              : t('pool.limits.todayOf', { claimed: claimedToday, max: maxClaimsADay })}
          </span>
          <span className={css.quiet}>{t('pool.limits.keeper', { name: keeper.name })}</span>
        </li>
      ))}
    </ul>
  );
}
