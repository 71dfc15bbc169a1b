import { Button, Modal, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkFormat } from '../../../src/index.ts';
import { useReport } from '../../report/useReport.ts';
import { useLab } from '../../store/labContext.ts';
import { nameOf } from '../../store/treeNodes.ts';
import { useSelectedNode } from '../usePanel.ts';
import { ExportForm } from './ExportForm.tsx';
import classes from './files.module.css';
import { isAboutOwnImages, startsFromOwn } from './ownWeights.ts';
import { useFileActions } from './useFileActions.ts';

const FORMATS: readonly NetworkFormat[] = ['torch', 'layersModel', 'weights', 'masks'];

interface TakeHomeDialogProps {
  readonly onClose: () => void;
}

/** What can be taken home of snapshot A and of the session, with a line on each. */
export function TakeHomeDialog({ onClose }: TakeHomeDialogProps) {
  const { t } = useTranslation(['files', 'report']);
  const saveReport = useReport();
  const { saveNetwork, saveRecipe, saveResult } = useFileActions();
  const node = useSelectedNode();
  const own = useLab(({ header }) => startsFromOwn(header) || isAboutOwnImages(header));
  const [compacted, setCompacted] = useState(false);
  const done = node?.status === 'done' ? node : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('home.title')}
      size={620}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <Stack gap="lg">
        <section>
          <Title order={3} size="sm" className={classes.homeHead!}>
            {done ? t('home.snapshot', { name: nameOf(done) }) : t('home.noSnapshot')}
          </Title>
          {done && (
            <>
              <ExportForm id={done.id} compacted={compacted} onChange={setCompacted} />
              <ul className={classes.sessions}>
                {FORMATS.map((format) => (
                  <Row
                    key={format}
                    title={t(`home.${format}`)}
                    text={t(`home.${format}Text`)}
                    onSave={() => saveNetwork(format, compacted)}
                  />
                ))}
              </ul>
            </>
          )}
        </section>
        <section>
          <Title order={3} size="sm" className={classes.homeHead!}>
            {t('home.session')}
          </Title>
          <ul className={classes.sessions}>
            <Row title={t('report:save')} text={t('report:saveHint')} onSave={saveReport} />
            <Row title={t('home.result')} text={t('home.resultText')} onSave={saveResult} />
            <Row
              title={t('home.recipe')}
              text={t(own ? 'home.recipeOwnText' : 'home.recipeText')}
              onSave={saveRecipe}
            />
          </ul>
        </section>
      </Stack>
    </Modal>
  );
}

interface RowProps {
  readonly title: string;
  readonly text: string;
  readonly onSave: () => void | Promise<void>;
}

function Row({ title, text, onSave }: RowProps) {
  const { t } = useTranslation('files');
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    await onSave();
    setBusy(false);
  };
  return (
    <li className={classes.sessionRow}>
      <div className={classes.sessionText}>
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {text}
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        aria-label={t('home.saveNamed', { title })}
        onClick={() => void save()}
      >
        {t('home.save')}
      </Button>
    </li>
  );
}
