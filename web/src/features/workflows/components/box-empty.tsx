import { PartitionOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useMay } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { Box, Filters } from '../boxes.ts';
import { isFiltered } from '../boxes.ts';

/** Says what a box will hold, or that nothing in it fits. */
export function BoxEmpty({ box, filters }: { box: Box; filters: Filters }) {
  const t = useT();
  const may = useMay();
  if (isFiltered(filters)) return <EmptyState title={t('common.emptyFiltered')} />;
  return (
    <EmptyState
      icon={<PartitionOutlined />}
      title={t(`workflows.empty.${box}`)}
      hint={t(`workflows.empty.${box}Hint`)}
      action={may('workflows.use') ? <Link {...places.startWorkflow()}>{t('workflows.start')}</Link> : null}
    />
  );
}
