import { useTranslation } from 'react-i18next';
import { TableFrame } from '../../../charts/download/TableFrame.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { computeMeanAge } from './judgeLab.ts';
import classes from './lab.module.css';
import type { NamedEntry } from './labEntry.ts';
import { useExchangeLab } from './labStore.ts';
import { Term } from './Term.tsx';
import { useRuleSettings } from './useRuleSettings.ts';

interface LabTableProps {
  readonly entries: readonly NamedEntry[];
  readonly chosen: string | null;
}

/** The rules that were tried, with what they reached and what they sent; a row is looked at on a click. */
export function LabTable({ entries, chosen }: LabTableProps) {
  const { t } = useTranslation('gradientLab');
  return (
    <TableFrame label={t('table.label')} className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('entry')}</th>
            <th scope="col">{t('table.settings')}</th>
            <th scope="col">{t('table.accuracy')}</th>
            <th scope="col">{t('table.bytes')}</th>
            <th scope="col">{t('table.ratio')}</th>
            <th scope="col">{t('table.total')}</th>
            <th scope="col">{t('table.age')}</th>
            <th scope="col">
              <Term hint={t('table.msNote')}>{t('table.ms')}</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.key} entry={entry} isChosen={entry.key === chosen} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Row({ entry, isChosen }: { readonly entry: NamedEntry; readonly isChosen: boolean }) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const choose = useExchangeLab((state) => state.choose);
  const settings = useRuleSettings()(entry.step.gradients);
  const { trial, error } = entry;
  const age = computeMeanAge(entry);
  const totals = trial?.exchange.totals;
  const state = error
    ? t(error.code === 'not-a-number' ? 'table.diverged' : 'table.failed')
    : t('table.running');
  return (
    <tr data-selected={isChosen || undefined}>
      <th scope="row">
        <button
          type="button"
          className={classes.choose}
          aria-pressed={isChosen}
          onClick={() => choose(entry.key)}
        >
          {entry.name}
        </button>
      </th>
      <td className={classes.settings}>{settings}</td>
      {trial && totals ? (
        <>
          <td>{format.percent(trial.accuracy.accuracy, 2)}</td>
          <td>{format.bytes(totals.bytes / trial.exchange.steps)}</td>
          <td>{t('table.times', { times: format.number(totals.compressionRatio) })}</td>
          <td>{format.bytes(totals.bytes)}</td>
          <td>{age === undefined ? '–' : format.number(age)}</td>
          <td>{format.ms(trial.msPerStep)}</td>
        </>
      ) : (
        <td colSpan={6}>{state}</td>
      )}
    </tr>
  );
}
