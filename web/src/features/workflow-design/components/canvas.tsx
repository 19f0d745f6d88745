import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import css from './canvas.module.css';

const steps = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5];

/** A surface that shows a drawing larger or smaller; Ctrl and the wheel do as well. */
export function Canvas({ label, tools, children }: { label: string; tools?: ReactNode; children: ReactNode }) {
  const isPhone = usePhone();
  const surface = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState(1);
  const step = (by: -1 | 1) =>
    setZoom(
      (now) => (by > 0 ? steps.find((one) => one > now + 0.01) : steps.findLast((one) => one < now - 0.01)) ?? now,
    );
  const fit = () => {
    const [outer, inner] = [surface.current, surface.current?.firstElementChild?.firstElementChild];
    if (!outer || !inner) return;
    const { width, height } = inner.getBoundingClientRect();
    const share = Math.min(outer.clientWidth / width, outer.clientHeight / height) * zoom;
    setZoom(Math.min(Math.max(share * 0.97, 0.3), 1));
  };
  useEffect(() => {
    const element = surface.current;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      setZoom((now) => Math.min(Math.max(now - event.deltaY / 500, 0.3), 1.5));
    };
    element?.addEventListener('wheel', wheel, { passive: false });
    return () => element?.removeEventListener('wheel', wheel);
  }, []);
  return (
    <div className={css.canvas}>
      {tools || !isPhone ? (
        <div className={css.tools}>
          {tools}
          {isPhone ? null : <Zoom zoom={zoom} step={step} fit={fit} />}
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached and scrolled by keys */}
      <section ref={surface} className={css.surface} aria-label={label} tabIndex={0}>
        <div style={{ zoom: isPhone ? 1 : zoom }}>{children}</div>
      </section>
    </div>
  );
}

function Zoom({ zoom, step, fit }: { zoom: number; step: (by: -1 | 1) => void; fit: () => void }) {
  const t = useT();
  return (
    <span className={css.zoom}>
      <Button
        size="small"
        type="text"
        icon={<MinusOutlined />}
        aria-label={t('workflowDesign.tree.zoomOut')}
        onClick={() => step(-1)}
      />
      <span className={css.percent} aria-live="polite">
        {t('workflowDesign.tree.zoom', { percent: Math.round(zoom * 100) })}
      </span>
      <Button
        size="small"
        type="text"
        icon={<PlusOutlined />}
        aria-label={t('workflowDesign.tree.zoomIn')}
        onClick={() => step(1)}
      />
      <Button size="small" type="text" icon={<CompressOutlined aria-hidden />} onClick={fit}>
        {t('workflowDesign.tree.fit')}
      </Button>
    </span>
  );
}
