import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kernels, SnapshotView } from '../../../src/index.ts';
import { summarizeTiles } from '../../charts/kernels/planes.ts';
import classes from '../views.module.css';
import { AgreementSection } from './AgreementSection.tsx';
import { ChoiceFigures } from './ChoiceFigures.tsx';
import { CouplingNote } from './CouplingNote.tsx';
import { listFilterCriteria } from './filterCriteria.ts';
import own from './filters.module.css';
import { useFiltersOptions } from './filtersOptions.ts';
import { KernelSection } from './KernelSection.tsx';
import { maybeLayerChannels } from './layerChannels.ts';
import { readKernels } from './readKernels.ts';
import { SortField } from './SortField.tsx';
import { useLayerRanks } from './useAgreement.ts';
import { useChoice } from './useChoice.ts';

interface LayerFiltersProps {
  readonly snapshot: SnapshotView;
  readonly layer: string;
  readonly kernels: Kernels;
}

/** One layer's filters: in order, as images, and how far criteria agree on them. */
export function LayerFilters({ snapshot, layer, kernels }: LayerFiltersProps) {
  const { t } = useTranslation('filters');
  const { id, spec } = snapshot;
  const sortedBy = useFiltersOptions((options) => options.sortedBy);
  const pictures = useMemo(() => readKernels(spec, layer, kernels), [spec, layer, kernels]);
  const summaries = useMemo(() => summarizeTiles(pictures.tensor), [pictures]);
  const channels = useMemo(() => maybeLayerChannels(spec, layer), [spec, layer]);
  const criteria = useMemo(() => (channels ? listFilterCriteria(spec, layer) : []), [spec, layer, channels]);
  const possible = criteria.some((entry) => entry.id === sortedBy && !entry.problem);
  const by = !channels ? 'place' : sortedBy === 'place' || possible ? sortedBy : 'l1';
  const ranks = useLayerRanks(id, channels ? layer : null, by === 'place' ? null : by);
  const isGone = useCallback((channel: number) => summaries[channel]?.kept === 0, [summaries]);
  const choice = useChoice(channels, isGone);
  const gone = summaries.filter(({ kept }) => kept === 0).length;
  return (
    <>
      {channels ? (
        <div className={own.top}>
          <SortField criteria={criteria} by={by} ranks={ranks} />
          <ChoiceFigures
            choice={choice}
            total={summaries.length - gone}
            gone={gone}
            isDense={pictures.isDense}
          />
        </div>
      ) : (
        <p className={classes.explain}>{t('cannotGo', { layer })}</p>
      )}
      <KernelSection
        layer={layer}
        pictures={pictures}
        summaries={summaries}
        channels={channels}
        choice={choice}
        isGone={isGone}
        by={by}
        ranks={by === 'place' ? undefined : ranks.data}
      />
      {channels && <CouplingNote layer={layer} channels={channels} />}
      {channels && (
        <AgreementSection
          snapshot={snapshot}
          layer={layer}
          isDense={pictures.isDense}
          channels={channels}
          choice={choice}
          criteria={criteria}
          first={by === 'place' ? 'l1' : by}
        />
      )}
    </>
  );
}
