import { useLocation } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { DefinitionDetail } from '../../../../../contract/workflows.design.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Page } from '../../../ui/page.tsx';
import { TabStrip } from '../../../ui/tab-strip.tsx';
import { useUnsaved } from '../../../ui/unsaved.ts';
import type { Design } from '../design-context.ts';
import { DesignContext } from '../design-context.ts';
import type { Target } from '../tree-view.ts';
import type { Drawing } from '../use-drawing.ts';
import { useDrawing } from '../use-drawing.ts';
import { useFaults } from '../use-faults.ts';
import { useWhyNot } from '../use-why-not.ts';
import { useLearned, useWords } from '../use-words.ts';
import { DesignActions } from './design-actions.tsx';
import { FlowTab } from './flow-tab.tsx';
import { FormTab } from './form-tab.tsx';
import { SaveLine, StaleChoice } from './save-line.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { TryTab } from './try-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';

/** Everything about one workflow, saved by itself while it is drawn. */
export function Designer({ detail }: { detail: DefinitionDetail }) {
  const drawing = useDrawing(detail);
  const { drawn, blanks, change } = drawing;
  const checked = useFaults(detail.id, drawn.content, blanks);
  const [learned, learn] = useLearned();
  const names = useMemo(
    () => ({ ...detail.names, [detail.owner.id]: detail.owner.name, ...checked.names, ...learned }),
    [detail, checked.names, learned],
  );
  const words = useWords(drawn.content, names);
  const design: Design = { id: detail.id, drawn, words, faults: checked.faults, change, learn };
  const whyNot = useWhyNot(detail, { state: drawing.state, ...checked });
  useUndoKeys(drawing);
  const { pathname } = useLocation();
  useUnsaved(() => drawing.state !== 'saved', { stays: (next) => next.pathname === pathname });
  return (
    <DesignContext value={design}>
      <Page
        title={drawn.name.trim() || detail.name}
        subtitle={<SaveLine detail={detail} drawing={drawing} whyNot={whyNot} />}
        actions={<DesignActions detail={detail} drawing={drawing} whyNot={whyNot} />}
      >
        {drawing.state === 'stale' ? <StaleChoice drawing={drawing} /> : null}
        <Tabs detail={detail} />
      </Page>
    </DesignContext>
  );
}

const tabs = ['flow', 'form', 'settings', 'try', 'versions'] as const;

function Tabs({ detail }: { detail: DefinitionDetail }) {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const [selected, setSelected] = useState<Target | null>(null);
  const [field, setField] = useState<string | null>(null);
  const active = tabs.find((tab) => tab === search.tab) ?? 'flow';
  const toForm = (key: string) => {
    setField(key);
    setSearch({ tab: 'form' });
  };
  const toNode = (target: Target) => {
    setSelected(target);
    setSearch({ tab: undefined });
  };
  const content = {
    flow: <FlowTab selected={selected} onSelect={setSelected} onForm={toForm} />,
    form: <FormTab selected={field} onSelect={setField} onNode={toNode} />,
    settings: <SettingsTab />,
    try: <TryTab />,
    versions: <VersionsTab detail={detail} />,
  };
  return (
    <TabStrip
      label={t('workflowDesign.tabs.label')}
      active={active}
      onChange={(tab) => setSearch({ tab: tab === 'flow' ? undefined : tab })}
      tabs={tabs.map((key) => ({
        key,
        label: t(`workflowDesign.tabs.${key}`),
        content: key === active ? content[key] : null,
      }))}
    />
  );
}

/** Ctrl/⌘ Z and Ctrl/⌘ Shift Z over the whole; within a text they are the text's own. */
function useUndoKeys({ undo, redo }: Drawing) {
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if ((event.target as Element).closest('input:not([type=radio], [type=checkbox]), textarea')) return;
      const key = event.key.toLowerCase();
      if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
      else if (key === 'z') undo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [undo, redo]);
}
