import { PlusOutlined } from '@ant-design/icons';
import { useMay } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Page } from '../../../ui/page.tsx';
import { TabStrip } from '../../../ui/tab-strip.tsx';
import { useWorkflowCounts } from '../../../widgets/workflows/use-counts.ts';
import type { Box } from '../boxes.ts';
import { boxes, boxOf, filtersOf } from '../boxes.ts';
import { BoxFilters } from '../components/box-filters.tsx';
import { StartedBox } from '../components/started-box.tsx';
import { TaskBox } from '../components/task-box.tsx';
import { Todo } from '../components/todo.tsx';

/** What waits for the person, was decided by, begun by or copied to them. */
export default function WorkflowsPage() {
  const t = useT();
  const may = useMay();
  const counts: Partial<Record<Box, number>> = useWorkflowCounts();
  const [search, setSearch] = useSearchParams();
  const filters = filtersOf(search);
  const contents = {
    todo: <Todo filters={{ ...filters, status: undefined }} />,
    done: <TaskBox box="done" filters={filters} />,
    started: <StartedBox filters={filters} />,
    copied: <TaskBox box="copied" filters={filters} />,
  };
  const label = (box: Box) => {
    const name = t(`workflows.boxes.${box}`);
    return counts[box] ? t('workflows.boxCount', { box: name, count: counts[box] }) : name;
  };
  return (
    <Page
      title={t('workflows.title')}
      actions={
        <>
          <LinkButton {...places.workflowDesk()}>{t('workflowDesk.title')}</LinkButton>
          <LinkButton {...places.deputies()}>{t('deputies.title')}</LinkButton>
          {may('workflows.use') ? (
            <LinkButton {...places.startWorkflow()} color="primary" variant="solid" icon={<PlusOutlined aria-hidden />}>
              {t('workflows.start')}
            </LinkButton>
          ) : null}
        </>
      }
    >
      <TabStrip
        label={t('workflows.title')}
        active={boxOf(search)}
        onChange={(box) => setSearch({ box: box === 'todo' ? undefined : box })}
        tabs={boxes.map((box) => ({
          key: box,
          label: label(box),
          content: (
            <>
              <BoxFilters box={box} search={search} setSearch={setSearch} />
              {contents[box]}
            </>
          ),
        }))}
      />
    </Page>
  );
}
