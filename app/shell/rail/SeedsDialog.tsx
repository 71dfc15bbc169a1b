import { Button, Group, Input, Modal, Slider, Stack, Text } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab, useLabStore } from '../../store/labContext.ts';
import { MOST_SEEDS, runsKey } from '../../store/runsKey.ts';
import { nameOf, rowsTowards } from '../../store/treeNodes.ts';
import { RunsProgress } from './RunsProgress.tsx';
import { SeedResults } from './SeedResults.tsx';

const MARKS = [1, 3, 5, MOST_SEEDS].map((value) => ({ value, label: String(value) }));

/** Runs the way to the row looked at with several seeds, and shows how far the results differ. */
export function SeedsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('rail');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('seeds.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('seeds.close') }}
    >
      <Seeds />
    </Modal>
  );
}

function Seeds() {
  const { t } = useTranslation('rail');
  const format = useFormat();
  const store = useLabStore();
  const nodes = useLab((state) => state.nodes);
  const selectedId = useLab((state) => state.selectedId);
  const results = useLab((state) => state.seedRuns[runsKey(state)]);
  const running = useLab((state) => state.job.kind === 'running');
  const apart = useLab((state) => state.job.kind === 'running' && state.job.apart !== undefined);
  const trained = useLab((state) => state.header.weights !== undefined);
  const [count, setCount] = useState(3);
  const rows = rowsTowards(nodes, selectedId);
  const last = rows.find(({ id }) => id === selectedId);
  const images = last?.snapshot?.summary.accuracy.images;

  if (!last || rows.length < 2 || rows.some(({ status }) => status !== 'done')) {
    return <Text size="sm">{t('seeds.nothing')}</Text>;
  }
  const known = results?.length ?? 0;
  const missing = Math.max(0, count - known);
  const seconds = rows.reduce(
    (sum, { snapshot, step }) => sum + (step ? (snapshot?.summary.seconds ?? 0) : 0),
    0,
  );
  return (
    <Stack gap="md">
      <Text size="sm">{t('seeds.explain', { count: rows.length - 1, name: nameOf(last) })}</Text>
      <Text size="sm" c="dimmed">
        {t(trained ? 'seeds.shipped' : 'seeds.fresh')}
      </Text>
      {!apart && (
        <Group align="end" gap="lg" wrap="wrap">
          <div style={{ flex: '1 1 240px' }}>
            <Input.Label component="div">{t('seeds.count')}</Input.Label>
            <Slider
              mt={6}
              mb={22}
              min={1}
              max={MOST_SEEDS}
              marks={MARKS}
              value={count}
              onChange={setCount}
              thumbLabel={t('seeds.count')}
            />
          </div>
          <Stack gap={4} align="end">
            <Button disabled={running || missing === 0} onClick={() => void store.getState().runSeeds(count)}>
              {t('seeds.run')}
            </Button>
            <Text size="xs" c="dimmed">
              {running
                ? t('seeds.busy')
                : missing === 0
                  ? t('seeds.allKnown')
                  : t('seeds.estimate', { time: format.duration(1000 * seconds * missing) })}
            </Text>
          </Stack>
        </Group>
      )}
      <RunsProgress />
      {results && results.length > 0 && (
        <Suspense>
          <SeedResults
            results={results}
            images={images ?? 0}
            weights={rows[0]?.snapshot?.summary.cost.totals.weights ?? 1}
          />
        </Suspense>
      )}
    </Stack>
  );
}
