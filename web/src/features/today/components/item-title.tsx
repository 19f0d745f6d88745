import { Link } from '@tanstack/react-router';
import type { PlanItem } from '../../../../../contract/plans.ts';
import { places } from '../../../lib/places.ts';
import css from '../today.module.css';

/** Customer and title of a plan item, each leading to its page. */
export function ItemTitle({ item }: { item: PlanItem }) {
  return (
    <>
      {item.customer ? (
        <>
          <Link {...places.customer(item.customer.id)} className={css.strong}>
            {item.customer.name}
          </Link>{' '}
        </>
      ) : null}
      <Link {...places.item(item.id)} className={item.customer ? css.plain : css.strong}>
        {item.title}
      </Link>
    </>
  );
}
