import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Place } from '../lib/places.ts';
import css from './action-link.module.css';

/** The one thing to do about a row, on another page: looks like a button, is a link. */
export function ActionLink({ place, children }: { place: Place; children: ReactNode }) {
  return (
    <Link {...place} className={css.action}>
      {children}
    </Link>
  );
}
