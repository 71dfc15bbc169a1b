import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconDots, IconPencil, IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import type { TreeNode } from '../store/labState.ts';
import { findNode, nameOf } from '../store/treeNodes.ts';
import { nameProblem } from '../store/treeSlice.ts';
import { SnapshotBadge } from '../ui/SnapshotBadge.tsx';
import classes from './RecipeRail.module.css';
import { RowNumbers } from './RowNumbers.tsx';
import type { TreeRow } from './treeRows.ts';
import { useStepWords } from './useStepWords.ts';

const INDENT_PX = 16;

interface RailRowProps extends TreeRow {
  readonly inTabOrder: boolean;
  readonly onFocus: () => void;
}

/** One step of the recipe with what it led to. Click looks at it (A), the pin compares with it (B). */
export function RailRow({ node, indent, branches, inTabOrder, onFocus }: RailRowProps) {
  const { t } = useTranslation();
  const words = useStepWords();
  const selected = useLab((state) => state.selectedId === node.id);
  const compared = useLab((state) => state.comparedId === node.id);
  const select = useLab((state) => state.select);
  const compare = useLab((state) => state.compare);
  const remove = useLab((state) => state.remove);
  const [renaming, setRenaming] = useState(false);
  const what = words(node);
  const label = useRowLabel(node, what);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const { key } = event;
    if (key === 'Enter' || key === ' ') select(node.id);
    else if (key === 'b' && node.status === 'done') compare(compared ? null : node.id);
    else if (key === 'F2' && node.step) setRenaming(true);
    else if (key === 'Delete') remove(node.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="treeitem"
      aria-level={indent + 1}
      aria-selected={selected}
      aria-label={label}
      tabIndex={inTabOrder ? 0 : -1}
      data-node={node.id}
      data-pending={node.status === 'pending' || undefined}
      className={indent > 0 ? `${classes.row} ${classes.branch}` : classes.row}
      style={{ marginLeft: indent * INDENT_PX }}
      onClick={() => select(node.id)}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <div>
        <div className={classes.what}>
          {selected && <SnapshotBadge letter="A" label={t('rail.a')} />}
          {compared && <SnapshotBadge letter="B" label={t('rail.b')} />}
          <span>{what}</span>
        </div>
        {renaming ? (
          <NameInput node={node} onDone={() => setRenaming(false)} />
        ) : (
          <RowName node={node} branches={branches} />
        )}
      </div>
      <div className={classes.actions}>
        {node.status === 'done' && (
          <Tooltip label={t(compared ? 'rail.unpin' : 'rail.pin')}>
            <ActionIcon
              size="sm"
              tabIndex={inTabOrder ? 0 : -1}
              aria-label={t(compared ? 'rail.unpin' : 'rail.pin')}
              aria-pressed={compared}
              onClick={(event) => {
                event.stopPropagation();
                compare(compared ? null : node.id);
              }}
            >
              {compared ? <IconPinFilled size={15} /> : <IconPin size={15} />}
            </ActionIcon>
          </Tooltip>
        )}
        {node.step && <RowMenu node={node} inTabOrder={inTabOrder} onRename={() => setRenaming(true)} />}
      </div>
      <RowNumbers node={node} />
    </div>
  );
}

/** What a screen reader says of the row. */
function useRowLabel(node: TreeNode, what: string): string {
  const { t } = useTranslation();
  const format = useFormat();
  const summary = node.snapshot?.summary;
  if (!summary) return t(node.status === 'running' ? 'rail.rowRunning' : 'rail.rowPending', { what });
  const { keptWeights, weights } = summary.cost.totals;
  return t(summary.accuracy.origin === 'shipped' ? 'rail.rowShipped' : 'rail.row', {
    what,
    accuracy: format.percent(summary.accuracy.accuracy),
    kept: format.percent(keptWeights / weights),
  });
}

function RowName({ node, branches }: { readonly node: TreeNode; readonly branches: boolean }) {
  const { t } = useTranslation();
  const parent = useLab((state) => (branches ? findNode(state.nodes, node.parentId) : undefined));
  return (
    <div className={classes.name}>
      {nameOf(node)}
      {parent && ` · ${t('panel.from', { name: nameOf(parent) })}`}
    </div>
  );
}

interface RowMenuProps {
  readonly node: TreeNode;
  readonly inTabOrder: boolean;
  readonly onRename: () => void;
}

function RowMenu({ node, inTabOrder, onRename }: RowMenuProps) {
  const { t } = useTranslation();
  const remove = useLab((state) => state.remove);
  const running = useLab((state) => state.job.kind === 'running');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          size="sm"
          tabIndex={inTabOrder ? 0 : -1}
          aria-label={t('rail.actions', { name: nameOf(node) })}
          onClick={(event) => event.stopPropagation()}
        >
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      {/* What happens in the menu is not meant for the row behind it. */}
      <Menu.Dropdown
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <Menu.Item leftSection={<IconPencil size={15} />} disabled={running} onClick={onRename}>
          {t('rail.rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} />} disabled={running} onClick={() => remove(node.id)}>
          {t('rail.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function NameInput({ node, onDone }: { readonly node: TreeNode; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const rename = useLab((state) => state.rename);
  const nodes = useLab((state) => state.nodes);
  const [name, setName] = useState(nameOf(node));
  const problem = nameProblem(nodes, node.id, name);
  const finish = () => {
    if (!problem) rename(node.id, name);
    onDone();
  };
  return (
    <TextInput
      size="xs"
      autoFocus
      value={name}
      aria-label={t('rail.nameLabel')}
      error={problem && t(problem === 'taken' ? 'rail.nameTaken' : 'rail.nameInvalid')}
      onChange={(event) => setName(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onClick={(event) => event.stopPropagation()}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter' && !problem) finish();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
