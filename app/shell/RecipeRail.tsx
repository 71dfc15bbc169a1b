import { ActionIcon, Alert, Button, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconPlayerPlay } from '@tabler/icons-react';
import { type KeyboardEvent, lazy, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SnapshotId } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import { useLinkOptions } from './linkOptionsContext.ts';
import { RailRow } from './RailRow.tsx';
import classes from './RecipeRail.module.css';
import { LazyMenu } from './rail/LazyMenu.tsx';
import { toRows } from './treeRows.ts';

const importMenu = () => import('./rail/RailMenuItems.tsx');
const RailMenuItems = lazy(async () => ({ default: (await importMenu()).RailMenuItems }));

/** The recipe as a tree: what was done, what it led to, and the way back. */
export function RecipeRail() {
  const { t } = useTranslation();
  const nodes = useLab((state) => state.nodes);
  const selectedId = useLab((state) => state.selectedId);
  const { hide } = useLinkOptions();
  const rows = toRows(nodes);
  const [focused, setFocused] = useState<{ readonly id: SnapshotId; readonly selectedId: SnapshotId }>();
  const tree = useRef<HTMLDivElement>(null);
  // One row is in the tab order, the one looked at; the arrows move from there until another one is looked at.
  const hasMoved = focused?.selectedId === selectedId && rows.some(({ node }) => node.id === focused.id);
  const tabId = hasMoved ? focused.id : selectedId;
  const setFocusedId = (id: SnapshotId) => setFocused({ id, selectedId });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length }[event.key];
    if (step === undefined || !(event.target as HTMLElement).matches('[role=treeitem]')) return;
    event.preventDefault();
    const at = rows.findIndex(({ node }) => node.id === tabId);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    if (!next) return;
    setFocusedId(next.node.id);
    tree.current?.querySelector<HTMLElement>(`[data-node="${next.node.id}"]`)?.focus();
  };

  return (
    <div className={classes.rail}>
      <Group justify="space-between" wrap="nowrap" className={classes.head}>
        <Title order={2} size="sm">
          {t('rail.title')}
        </Title>
        <Group gap={2} wrap="nowrap">
          <UndoRedo />
          <LazyMenu size="md" label={t('rail.more')} onNear={() => void importMenu()}>
            <RailMenuItems />
          </LazyMenu>
        </Group>
      </Group>
      <PendingBanner />
      <div className={classes.rows}>
        <div ref={tree} role="tree" aria-label={t('rail.tree')} onKeyDown={onKeyDown}>
          {rows.map((row) => (
            <RailRow
              key={row.node.id}
              {...row}
              inTabOrder={row.node.id === tabId}
              onFocus={() => setFocusedId(row.node.id)}
            />
          ))}
        </div>
        {rows.length === 1 && !hide.includes('panel') && (
          <Text size="xs" c="dimmed" className={classes.hint}>
            {t('rail.empty')}
          </Text>
        )}
      </div>
    </div>
  );
}

function UndoRedo() {
  const { t } = useTranslation();
  const running = useLab((state) => state.job.kind === 'running');
  const undoCount = useLab((state) => state.undoCount);
  const redoCount = useLab((state) => state.redoCount);
  const undo = useLab((state) => state.undo);
  const redo = useLab((state) => state.redo);
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={t('rail.undo')}>
        <ActionIcon onClick={undo} disabled={running || undoCount === 0} aria-label={t('rail.undo')}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('rail.redo')}>
        <ActionIcon onClick={redo} disabled={running || redoCount === 0} aria-label={t('rail.redo')}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function PendingBanner() {
  const { t } = useTranslation();
  const count = useLab((state) => state.nodes.filter(({ status }) => status === 'pending').length);
  const ready = useLab((state) => state.session === 'open' && state.job.kind !== 'running');
  const runPending = useLab((state) => state.runPending);
  if (count === 0) return null;
  return (
    <Alert className={classes.banner} p="sm" radius="md">
      <Text size="sm" mb={8}>
        {t('rail.banner', { count })}
      </Text>
      <Button
        size="xs"
        leftSection={<IconPlayerPlay size={14} />}
        disabled={!ready}
        onClick={() => void runPending()}
      >
        {t('rail.run')}
      </Button>
    </Alert>
  );
}
