import { NumberInput, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import own from './filters.module.css';
import { type PlaneMode, useFiltersOptions } from './filtersOptions.ts';
import type { LayerKernels } from './readKernels.ts';

interface KernelLegendProps {
  readonly form: LayerKernels['form'];
  readonly modes: readonly PlaneMode[];
  readonly mode: PlaneMode;
  readonly plane: number;
  readonly planes: number;
  readonly canGo: boolean;
  readonly ranked: boolean;
}

/** What the colours and marks mean, and which of the inputs are shown. */
export function KernelLegend({ form, modes, mode, plane, planes, canGo, ranked }: KernelLegendProps) {
  const { t } = useTranslation('filters');
  const set = useFiltersOptions((options) => options.set);
  const kinds = [
    ...(form === 'color' && mode === 'color' ? [] : (['positive', 'negative'] as const)),
    ...(ranked ? (['bar'] as const) : []),
    ...(canGo ? (['chosen'] as const) : []),
    'gone' as const,
  ];
  return (
    <div className={own.legend}>
      {kinds.map((kind) => (
        <span key={kind}>
          <i data-kind={kind} />
          {t(`legend.${kind}`)}
        </span>
      ))}
      {modes.length > 0 && (
        <span className={own.modes}>
          <SegmentedControl
            size="xs"
            aria-label={t('mode')}
            value={mode}
            onChange={(value) => set({ mode: value as PlaneMode })}
            data={modes.map((value) => ({ value, label: t(`modes.${value}`) }))}
          />
          {mode === 'one' && (
            <NumberInput
              size="xs"
              w={76}
              min={0}
              max={planes - 1}
              allowDecimal={false}
              clampBehavior="strict"
              aria-label={t('plane')}
              value={plane}
              onChange={(value) => typeof value === 'number' && set({ plane: value })}
            />
          )}
        </span>
      )}
    </div>
  );
}
