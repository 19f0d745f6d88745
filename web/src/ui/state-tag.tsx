import type { ReactNode } from 'react';
import css from './state-tag.module.css';

/** ok on course, warn attention, bad broken, info information, done over. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'done';

/** The state of something, in a word and a colour. */
export function StateTag({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`${css.tag} ${css[tone]}`}>
      {icon}
      {children}
    </span>
  );
}
