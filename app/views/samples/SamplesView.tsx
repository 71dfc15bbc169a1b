import { useTranslation } from 'react-i18next';
import classes from '../views.module.css';

export function SamplesView() {
  const { t } = useTranslation('samples');
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('explain')}</p>
    </div>
  );
}
