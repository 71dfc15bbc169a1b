import { Button, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredBehaviour } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import shared from '../views.module.css';
import { FlipGrid } from './FlipGrid.tsx';
import { FLIP_KINDS, type FlipKind, listFlips, type PickedCell } from './listFlips.ts';
import classes from './samples.module.css';
import { useClassName } from './useClassName.ts';

interface FlipsSectionProps {
  readonly report: MeasuredBehaviour;
  readonly picked: PickedCell | null;
  readonly onForget: () => void;
}

/** Images seen at first, and how many more come with each click. */
const PAGE = 30;

/** The images that the two networks answer differently, of one kind or of one cell of the matrix. */
export function FlipsSection({ report, picked, onForget }: FlipsSectionProps) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const className = useClassName();
  const [kind, setKind] = useState<FlipKind>('rightToWrong');
  const [pages, setPages] = useState({ of: '', count: 1 });
  const { change } = report;
  const flips = listFlips(change, kind, picked);
  // Another list begins at its first page again.
  const list = picked ? `${picked.of} ${picked.truth} ${picked.predicted}` : kind;
  const shownPages = pages.of === list ? pages.count : 1;
  const shown = flips.slice(0, PAGE * shownPages);
  const more = Math.min(PAGE, flips.length - shown.length);
  const { count, entries } = change[kind];
  const isCut = FLIP_KINDS.some((every) => change[every].count > change[every].entries.length);
  const listed = Math.max(...FLIP_KINDS.map((every) => change[every].entries.length));
  return (
    <section className={shared.section}>
      <h2 className={shared.heading}>{t('flips.heading')}</h2>
      <div className={shared.controls}>
        {picked ? (
          <>
            <Text size="sm">
              {t('flips.pair', {
                truth: className(picked.truth),
                predicted: className(picked.predicted),
                amount: format.count(flips.length),
              })}
            </Text>
            <Button size="compact-sm" variant="default" onClick={onForget}>
              {t('flips.anyPair')}
            </Button>
          </>
        ) : (
          <SegmentedControl
            size="xs"
            className={classes.kinds!}
            aria-label={t('flips.kind')}
            value={kind}
            onChange={(value) => setKind(value as FlipKind)}
            data={FLIP_KINDS.map((value) => ({
              value,
              label: t(`flips.${value}`, { amount: format.count(change[value].count) }),
            }))}
          />
        )}
      </div>
      {shown.length > 0 ? (
        <FlipGrid flips={shown} />
      ) : (
        <Text size="sm" c="dimmed" mih={60}>
          {picked && isCut ? t('flips.pairNone', { listed: format.count(listed) }) : t('flips.none')}
        </Text>
      )}
      {more > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setPages({ of: list, count: shownPages + 1 })}
        >
          {t('flips.more', { amount: format.count(more) })}
        </Button>
      )}
      {!picked && count > entries.length && (
        <p className={shared.note}>
          {t('flips.listed', { listed: format.count(entries.length), amount: format.count(count) })}
        </p>
      )}
    </section>
  );
}
