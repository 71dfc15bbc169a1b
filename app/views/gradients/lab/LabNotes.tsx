import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import shared from '../../views.module.css';
import classes from './lab.module.css';
import { Term } from './Term.tsx';

const WORDS = ['worker', 'residual', 'age', 'bytes'] as const;
const NOTES = ['machine', 'exact', 'tensors', 'run', 'terngrad', 'momentum'] as const;

/** Words of this view that say on hover what they mean. */
export function LabWords() {
  const { t } = useTranslation('gradientLab');
  return (
    <p className={shared.note}>
      {t('words.label')}:{' '}
      {WORDS.map((word, index) => (
        <span key={word}>
          {index > 0 && ' · '}
          <Term hint={t(`words.${word}Hint`)}>{t(`words.${word}`)}</Term>
        </span>
      ))}
    </p>
  );
}

/** What is simulated, and where the rules differ from their papers. */
export function LabNotes() {
  const { t } = useTranslation('gradientLab');
  return (
    <Disclosure label={t('notes.label')}>
      <ul className={classes.notes}>
        {NOTES.map((note) => (
          <li key={note}>{t(`notes.${note}`)}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
