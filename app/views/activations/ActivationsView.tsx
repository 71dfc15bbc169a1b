import { useSnapshotA } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { ApozSection } from './ApozSection.tsx';
import { MapsSection } from './MapsSection.tsx';
import { ReportSection } from './ReportSection.tsx';

/** What the layers put out: how often each channel is 0 over many images, what wakes it, and the maps of one image. */
export function ActivationsView() {
  const snapshot = useSnapshotA();
  if (!snapshot) return null;
  return (
    <div className={classes.view}>
      <ApozSection snapshot={snapshot} />
      <ReportSection snapshot={snapshot} />
      <MapsSection snapshot={snapshot} />
    </div>
  );
}
