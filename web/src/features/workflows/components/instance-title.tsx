import { Link } from '@tanstack/react-router';
import type { InstanceLine } from '../../../../../contract/workflows.ts';
import { places } from '../../../lib/places.ts';
import css from './boxes.module.css';

/** Title and number of an instance, the main link of its row. */
export function InstanceTitle({ instance }: { instance: Pick<InstanceLine, 'id' | 'title' | 'number'> }) {
  return (
    <>
      <Link {...places.workflow(instance.id)} className={css.title} data-row="">
        {instance.title}
      </Link>{' '}
      <span className={css.number}>{instance.number}</span>
    </>
  );
}
