import { useTranslation } from 'react-i18next';
import classes from '../views.module.css';

export function StructureView() {
  const { t } = useTranslation('structure');
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('explain')}</p>
    </div>
  );
}
