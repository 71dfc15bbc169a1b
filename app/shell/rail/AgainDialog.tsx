import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import type { Rerun, RerunRow } from '../../store/labState.ts';
import { compareRuns } from './compareRuns.ts';
import { RunsProgress } from './RunsProgress.tsx';
import classes from './rail.module.css';

/** Runs the whole recipe again beside the tree and tells of each row whether its numbers came back. */
export function AgainDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('rail');
  const runAgain = useLab((state) => state.runAgain);
  // Of a recipe that was open before nothing is told.
  const rerun = useLab(({ rerun, nodes }) =>
    rerun?.rows.every((row) => nodes.some(({ id }) => id === row.id)) ? rerun : null,
  );
  const running = useLab((state) => state.job.kind === 'running');
  const apart = useLab((state) => state.job.kind === 'running' && state.job.apart !== undefined);
  const rows = useLab((state) => state.nodes.filter(({ status }) => status === 'done').length);
  const trained = useLab((state) => state.header.weights !== undefined);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('again.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('seeds.close') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t('again.explain')} {trained && t('again.shippedStart')}
        </Text>
        {!apart && (
          <Group justify="end" gap="sm">
            <Text size="xs" c="dimmed">
              {running ? t('seeds.busy') : rows < 2 && t('seeds.nothing')}
            </Text>
            <Button disabled={running || rows < 2} onClick={() => void runAgain()}>
              {t('again.run')}
            </Button>
          </Group>
        )}
        <RunsProgress />
        {rerun && rerun.rows.length > 0 && <RerunTable rerun={rerun} />}
      </Stack>
    </Modal>
  );
}

function RerunTable({ rerun }: { readonly rerun: Rerun }) {
  const { t } = useTranslation('rail');
  const format = useFormat();
  const others = rerun.rows.filter(({ before, after }) => compareRuns(before, after).kind !== 'same').length;
  const whole = rerun.rows.length === rerun.total;
  const verdict = ({ before, after }: RerunRow): string => {
    const comparison = compareRuns(before, after);
    if (comparison.kind === 'same') return t('again.equal');
    if (comparison.kind === 'lossOnly') return t('again.unequalLoss');
    return t('again.unequal', { points: format.points(comparison.difference, 2) });
  };
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {others > 0
          ? t('again.someOther', { count: others })
          : whole
            ? t('again.allSame', { count: rerun.rows.length })
            : t('again.soFar', { count: rerun.rows.length, total: rerun.total })}
      </Text>
      <div className={classes.scroll}>
        <table className={classes.results}>
          <thead>
            <tr>
              <th scope="col">{t('again.step')}</th>
              <th scope="col">{t('again.before')}</th>
              <th scope="col">{t('again.after')}</th>
              <th scope="col">{t('again.same')}</th>
            </tr>
          </thead>
          <tbody>
            {rerun.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                <td>{format.percent(row.before.accuracy, 2)}</td>
                <td>{format.percent(row.after.accuracy, 2)}</td>
                <td data-differs={compareRuns(row.before, row.after).kind !== 'same' || undefined}>
                  {verdict(row)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
