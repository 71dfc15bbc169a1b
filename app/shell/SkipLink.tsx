import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import classes from './Shell.module.css';

interface SkipLinkProps {
  /** Brings the stage into sight where one part is seen at a time. */
  readonly onSkip: () => void;
}

/** The first thing that the keyboard comes to: past bar and rail, to the view. */
export function SkipLink({ onSkip }: SkipLinkProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useValidAnchor: it is navigation within the page, which must leave the address alone
    <a
      className={classes.skip}
      href="#stage"
      onClick={(event) => {
        // The address's fragment is the recipe: following the link would open another one.
        event.preventDefault();
        flushSync(onSkip);
        document.getElementById('stage')?.focus();
      }}
    >
      {t('skipToStage')}
    </a>
  );
}
