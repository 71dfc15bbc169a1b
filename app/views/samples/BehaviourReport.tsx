import { useState } from 'react';
import type { MeasuredBehaviour } from '../../../src/index.ts';
import { CalibrationSection } from './CalibrationSection.tsx';
import { ClassBars } from './ClassBars.tsx';
import { ConfusionSection } from './ConfusionSection.tsx';
import { FlipsSection } from './FlipsSection.tsx';
import type { PickedCell } from './listFlips.ts';
import { SampleDetail } from './SampleDetail.tsx';
import { Summary } from './Summary.tsx';
import classes from './samples.module.css';
import type { Pair } from './usePair.ts';

interface BehaviourReportProps {
  readonly report: MeasuredBehaviour;
  readonly pair: Pair;
}

/** All that was measured of two snapshots on the same images; a picked cell of the matrix filters the flipped images. */
export function BehaviourReport({ report, pair }: BehaviourReportProps) {
  const [picked, setPicked] = useState<PickedCell | null>(null);
  const alone = pair.role === 'alone';
  return (
    <div className={classes.report}>
      <Summary report={report} pair={pair} />
      <div className={classes.pair}>
        <ClassBars report={report} pair={pair} />
        <ConfusionSection report={report} pair={pair} picked={picked} onPick={setPicked} />
      </div>
      <div className={classes.flipsAndSample}>
        {!alone && <FlipsSection report={report} picked={picked} onForget={() => setPicked(null)} />}
        <SampleDetail pair={pair} />
      </div>
      <CalibrationSection report={report} pair={pair} />
    </div>
  );
}
