import { useTranslation } from 'react-i18next';
import classes from '../views.module.css';

export function FiltersView() {
  const { t } = useTranslation('filters');
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('explain')}</p>
    </div>
  );
}
