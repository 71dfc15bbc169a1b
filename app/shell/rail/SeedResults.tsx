import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { loadSummarizeSeeds, type SeedResult, type SeedSpread } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { download } from '../../ui/download.ts';
import classes from './rail.module.css';
import { StripPlot } from './StripPlot.tsx';
import { toSeedsCsv } from './seedsCsv.ts';

const loading = loadSummarizeSeeds();

/** Half of the least that a strip spans: an image of a thousand. */
const LEAST_HALF = 0.001;

interface SeedResultsProps {
  readonly results: readonly SeedResult[];
  /** Test images on which every accuracy was measured. */
  readonly images: number;
  /** All weights of the start, kept or not. */
  readonly weights: number;
}

/** Each snapshot over the seeds: mean, spread and range as a table and as strips. */
export function SeedResults({ results, images, weights }: SeedResultsProps) {
  const { t } = useTranslation('rail');
  const format = useFormat();
  const backend = useLab((state) => state.backend?.name ?? 'wasm');
  const { summarizeSeeds } = use(loading);
  const { seeds, snapshots } = summarizeSeeds(results);
  // Every strip stands around its own mean and spans as much as the widest, so that spreads can be compared.
  const halves = snapshots.map(({ accuracy: { mean, min, max } }) => Math.max(max - mean, mean - min));
  const half = Math.max(LEAST_HALF, ...halves);
  const share = (value: number) => format.percent(value, 2);
  const spread = ({ mean, standardDeviation, min, max }: SeedSpread, scale = 1) => {
    if (standardDeviation === null) return share(mean / scale);
    // Of equal values the sum's rounding is no spread.
    const deviation = min === max ? 0 : (100 * standardDeviation) / scale;
    return t('seeds.spread', { mean: share(mean / scale), deviation: format.number(deviation, 2) });
  };

  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.results}>
          <caption style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{t('seeds.tableOf')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('seeds.step')}</th>
              <th scope="col">{t('seeds.accuracy')}</th>
              <th scope="col">{t('seeds.range')}</th>
              <th scope="col">{t('seeds.kept')}</th>
              <th scope="col">{t('seeds.n')}</th>
              <th scope="col" title={t('seeds.stripHint')}>
                {t('seeds.stripSpan', { points: format.number(200 * half, 2) })}
              </th>
            </tr>
          </thead>
          <tbody>
            {snapshots.map(({ name, accuracy, keptWeights }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{spread(accuracy)}</td>
                <td>{t('seeds.rangeOf', { low: share(accuracy.min), high: share(accuracy.max) })}</td>
                <td>{spread(keptWeights, weights)}</td>
                <td>{accuracy.n}</td>
                <td>
                  <StripPlot
                    values={accuracy.values.map((value, place) => ({
                      value,
                      label: t('seeds.point', { seed: seeds[place]!, accuracy: share(value) }),
                    }))}
                    mean={accuracy.mean}
                    deviation={accuracy.standardDeviation}
                    domain={[accuracy.mean - half, accuracy.mean + half]}
                    label={t('seeds.strip', {
                      name,
                      count: accuracy.n,
                      low: share(accuracy.min),
                      high: share(accuracy.max),
                      mean: share(accuracy.mean),
                    })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Group justify="space-between" gap="sm" mt="xs">
        <Text size="xs" c="dimmed" style={{ flex: 1 }}>
          {t('seeds.measured', {
            images: format.count(images),
            backend: t(`backend.names.${backend}`, { ns: 'shell' }),
          })}
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => download('seeds.csv', toSeedsCsv(results), 'text/csv')}
        >
          {t('seeds.csv')}
        </Button>
      </Group>
    </>
  );
}
