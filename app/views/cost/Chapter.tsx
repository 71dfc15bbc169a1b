import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import shared from '../views.module.css';
import classes from './cost.module.css';

/** The chapters of the page, in the order in which they tell it. */
export const CHAPTERS = ['weighs', 'computes', 'takes', 'sparse', 'hardware', 'all'] as const;
export type ChapterName = (typeof CHAPTERS)[number];

const idOf = (name: ChapterName) => `cost-${name}`;

/** One chapter: a heading, a few words, and what it shows. */
export function Chapter({ name, children }: { readonly name: ChapterName; readonly children: ReactNode }) {
  const { t } = useTranslation('cost');
  const id = idOf(name);
  return (
    <section className={`${shared.section} ${classes.chapter}`} id={id} aria-labelledby={`${id}-title`}>
      <h2 className={shared.heading} id={`${id}-title`} tabIndex={-1}>
        {t(`chapters.${name}.title`)}
      </h2>
      <p className={shared.explain}>{t(`chapters.${name}.explain`)}</p>
      {children}
    </section>
  );
}

/** A row of ways to each chapter. */
export function ChapterNav() {
  const { t } = useTranslation('cost');
  const go = (name: ChapterName) => {
    const title = document.getElementById(`${idOf(name)}-title`);
    title?.focus({ preventScroll: true });
    document.getElementById(idOf(name))?.scrollIntoView({ block: 'start' });
  };
  return (
    <nav className={classes.nav} aria-label={t('nav')}>
      {CHAPTERS.map((name) => (
        <button key={name} type="button" className={classes.way} onClick={() => go(name)}>
          {t(`chapters.${name}.title`)}
        </button>
      ))}
    </nav>
  );
}

interface EmptyProps {
  readonly height?: number;
  /** Of what the result stands in, where its height depends on the width. */
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Stands where a result will be, at its height. */
export function Empty({ height, className = '', children }: EmptyProps) {
  return (
    <div className={`${className} ${classes.empty}`} style={{ minHeight: height }}>
      {children}
    </div>
  );
}
