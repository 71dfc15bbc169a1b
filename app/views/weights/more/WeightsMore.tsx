import { lazy, Suspense } from 'react';
import { useSnapshotA } from '../../useSnapshots.ts';
import { EvolutionSection } from './EvolutionSection.tsx';
import { FirstLayerSection } from './FirstLayerSection.tsx';
import classes from './more.module.css';
import { NearView } from './NearView.tsx';
import { PhaseStrip } from './PhaseStrip.tsx';
import { TensorTable } from './TensorTable.tsx';

const ScalesSection = lazy(async () => ({
  default: (await import('./scales/ScalesSection.tsx')).ScalesSection,
}));

/** What stands below the large histogram: the layer over the steps and over a training, the first mask, all tensors. */
export function WeightsMore({ layer }: { readonly layer: string }) {
  const hasNorms = useSnapshotA()?.spec.nodes.some(({ kind }) => kind === 'batchNorm');
  return (
    <div className={classes.more}>
      <NearView height={190}>
        <PhaseStrip layer={layer} />
      </NearView>
      <EvolutionSection layer={layer} />
      {hasNorms && (
        <NearView height={420}>
          <Suspense>
            <ScalesSection />
          </Suspense>
        </NearView>
      )}
      <NearView height={290}>
        <FirstLayerSection />
      </NearView>
      <NearView height={260}>
        <TensorTable />
      </NearView>
    </div>
  );
}
