import type { ReactNode } from 'react';

/** Ctrl/⌘ Enter anywhere inside submits. */
export function SubmitKeys({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to keys of the fields inside, is no control itself
    <div
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          onSubmit();
        }
      }}
    >
      {children}
    </div>
  );
}
