import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOwnDataset, type Recipe } from '../../../src/index.ts';
import { fitName } from '../../charts/fitName.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { countParams } from './countParams.ts';
import { type DatasetKind, listDatasets, shippedLike } from './datasetShapes.ts';
import { toSpecRecipe } from './describePlain.ts';
import classes from './NetworkList.module.css';
import { type DatasetName, isOpen, networkTitle, TRAINED, toPresetRecipe } from './networkChoices.ts';
import { PRESETS } from './networks.ts';
import { useDatasetTitle } from './useDatasetTitle.ts';

/** Beside the names of three shipped data sets. */
const OWN_TITLE_COLUMNS = 10;

interface NetworkListProps {
  readonly onOpen: (recipe: Recipe) => void;
  readonly onBuild: () => void;
}

/** Trained networks; all presets for a data set, untrained; and a way to build one. Arrows move through it. */
export function NetworkList({ onOpen, onBuild }: NetworkListProps) {
  const { t } = useTranslation('forms');
  const opened = useLab((state) => state.header.dataset.name);
  const manifest = useLab((state) => state.manifest);
  const datasetTitle = useDatasetTitle();
  const datasets = listDatasets(manifest);
  const [chosen, setChosen] = useState<DatasetName>(opened);
  // Own images that are open nowhere are not in the list.
  const dataset = datasets.find(({ name }) => name === chosen) ?? datasets[0]!;
  const listRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const items = listRef.current?.querySelectorAll('button');
    ([...(items ?? [])].find((item) => item.ariaCurrent) ?? items?.[0])?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move === 0 || !(event.target instanceof HTMLButtonElement)) return;
    const items = [...(listRef.current?.querySelectorAll('button') ?? [])];
    event.preventDefault();
    items[items.indexOf(event.target) + move]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is operated
    <div className={classes.list} ref={listRef} onKeyDown={onKeyDown}>
      <section aria-label={t('networkList.trained')}>
        <p className={classes.label}>
          {t('networkList.trained')} · {t('networkList.trainedNote')}
        </p>
        {TRAINED.map((choice) => (
          <NetworkItem
            key={`${choice.preset} ${choice.dataset}`}
            recipe={toPresetRecipe(choice.preset, choice.dataset, true)}
            preset={choice.preset}
            note={datasetTitle(choice.dataset)}
            onOpen={onOpen}
          />
        ))}
      </section>
      <div className={classes.line} />
      <p className={classes.label}>
        {t('networkList.untrained')} · {t('networkList.untrainedNote')}
      </p>
      <SegmentedControl
        className={classes.datasets!}
        size="xs"
        fullWidth
        value={dataset.name}
        aria-label={t('networkList.dataset')}
        data={datasets.map(({ name }) => ({
          value: name,
          label: isOwnDataset(name) ? fitName(datasetTitle(name), OWN_TITLE_COLUMNS) : datasetTitle(name),
        }))}
        onChange={(value) => setChosen(value as DatasetName)}
      />
      <section className={classes.scrolled} aria-label={t('networkList.untrained')}>
        <Untrained dataset={dataset} onOpen={onOpen} />
      </section>
      <div className={classes.line} />
      <UnstyledButton className={classes.item!} onClick={onBuild}>
        <IconPlus size={16} aria-hidden />
        {t('networkList.build')}
      </UnstyledButton>
    </div>
  );
}

interface UntrainedProps {
  readonly dataset: DatasetKind;
  readonly onOpen: (recipe: Recipe) => void;
}

function Untrained({ dataset, onOpen }: UntrainedProps) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const { name, imageShape, classes: count } = dataset;
  return PRESETS.filter(({ datasets }) => datasets.includes(shippedLike(dataset))).map(({ id, build }) => {
    const spec = build(imageShape, count);
    return (
      <NetworkItem
        key={id}
        recipe={isOwnDataset(name) ? toSpecRecipe(spec, name) : toPresetRecipe(id, name, false)}
        preset={id}
        note={t('networkList.params', { amount: format.compact(countParams(spec)) })}
        onOpen={onOpen}
      />
    );
  });
}

interface NetworkItemProps {
  readonly recipe: Recipe;
  readonly preset: string;
  readonly note: string;
  readonly onOpen: (recipe: Recipe) => void;
}

function NetworkItem({ recipe, preset, note, onOpen }: NetworkItemProps) {
  const current = useLab((state) => isOpen(recipe, state.header));
  return (
    <UnstyledButton
      className={classes.item!}
      aria-current={current || undefined}
      onClick={() => onOpen(recipe)}
    >
      <span className={classes.title}>{networkTitle(preset)}</span>
      <span className={classes.params}>{note}</span>
      {current && <IconCheck size={16} aria-hidden />}
    </UnstyledButton>
  );
}
