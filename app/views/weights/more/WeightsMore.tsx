import { EvolutionSection } from './EvolutionSection.tsx';
import { FirstLayerSection } from './FirstLayerSection.tsx';
import classes from './more.module.css';
import { NearView } from './NearView.tsx';
import { PhaseStrip } from './PhaseStrip.tsx';
import { TensorTable } from './TensorTable.tsx';

/** What stands below the large histogram: the layer over the steps and over a training, the first mask, all tensors. */
export function WeightsMore({ layer }: { readonly layer: string }) {
  return (
    <div className={classes.more}>
      <NearView height={190}>
        <PhaseStrip layer={layer} />
      </NearView>
      <EvolutionSection layer={layer} />
      <NearView height={290}>
        <FirstLayerSection />
      </NearView>
      <NearView height={260}>
        <TensorTable />
      </NearView>
    </div>
  );
}
