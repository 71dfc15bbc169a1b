import { useSnapshotA } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { ApozSection } from './ApozSection.tsx';
import { ImageSection } from './ImageSection.tsx';

/** What the layers put out: feature maps of one test image, and how often each channel is 0 over many. */
export function ActivationsView() {
  const snapshot = useSnapshotA();
  if (!snapshot) return null;
  return (
    <div className={classes.view}>
      <ApozSection snapshot={snapshot} />
      <ImageSection snapshot={snapshot} />
    </div>
  );
}
