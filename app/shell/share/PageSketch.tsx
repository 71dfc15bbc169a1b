import type { LinkOptions, LinkPart } from '../../linkOptions.ts';
import classes from './share.module.css';

/** A small drawing of the page with the parts that the link leaves; the words beside it say the same. */
export function PageSketch({ options }: { readonly options: LinkOptions }) {
  const shows = (part: LinkPart) => !options.hide.includes(part);
  return (
    <div className={classes.sketch} data-framed={options.embed || undefined} aria-hidden>
      <div className={classes.sketchTop}>
        {!options.embed && shows('share') && <i />}
        {!options.embed && shows('file') && options.lock.length === 0 && <i />}
      </div>
      <div className={classes.sketchMiddle}>
        {shows('rail') && <div className={classes.sketchSide} />}
        <div className={classes.sketchStage}>
          {shows('map') && <div className={classes.sketchMap} />}
          {shows('tabs') && <div className={classes.sketchTabs} />}
          <svg viewBox="0 0 60 24" preserveAspectRatio="none" aria-hidden>
            <path d="M0 24C14 24 20 3 27 3S29 14 30 14 31 3 34 3 46 24 60 24Z" />
          </svg>
        </div>
        {shows('panel') && <div className={classes.sketchSide} />}
      </div>
      {shows('run') && <div className={classes.sketchRun} />}
    </div>
  );
}
