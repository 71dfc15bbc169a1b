import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CriterionId } from '../../../src/index.ts';
import type { Asked } from '../useAsked.ts';
import { CriterionSelect } from './CriterionSelect.tsx';
import type { FilterCriterion } from './filterCriteria.ts';
import own from './filters.module.css';
import { useFiltersOptions } from './filtersOptions.ts';
import { MeasureRow } from './MeasureRow.tsx';
import type { LayerRanks } from './ranks.ts';

interface SortFieldProps {
  readonly criteria: readonly FilterCriterion[];
  readonly by: CriterionId | 'place';
  readonly ranks: Asked<LayerRanks>;
}

/** By which criterion the filters are in order; what has to be measured for it is asked for here. */
export function SortField({ criteria, by, ranks }: SortFieldProps) {
  const { t } = useTranslation('filters');
  const set = useFiltersOptions((options) => options.set);
  return (
    <div>
      <CriterionSelect
        label={t('sort')}
        criteria={criteria}
        value={by}
        place={t('place')}
        onChange={(sortedBy) => set({ sortedBy })}
      />
      <div className={own.basis}>
        {by !== 'place' && <MeasureRow asked={ranks} name={t(`criteria.${by}.name`, { ns: 'forms' })} />}
        {by !== 'place' && ranks.data && !ranks.running && (
          <Text size="xs" c="dimmed">
            {ranks.data.images > 0 ? t('rankedOn', { count: ranks.data.images }) : t('rankedByWeights')}
          </Text>
        )}
      </div>
    </div>
  );
}
