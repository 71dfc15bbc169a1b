import { type KeyboardEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import type { TreeNode } from '../store/labState.ts';
import { findNode, nameOf } from '../store/treeNodes.ts';
import { SnapshotBadge } from '../ui/SnapshotBadge.tsx';
import classes from './RecipeRail.module.css';
import { RowNumbers } from './RowNumbers.tsx';
import { LazyMenu } from './rail/LazyMenu.tsx';
import { PinButton } from './rail/PinButton.tsx';
import { RowGraph, textLeft } from './rail/RowGraph.tsx';
import own from './rail/rail.module.css';
import { useRowLabel } from './rail/useRowLabel.ts';
import type { TreeRow } from './treeRows.ts';
import { useStepWords } from './useStepWords.ts';

const importMenu = () => import('./rail/RowMenuItems.tsx');
const RowMenuItems = lazy(async () => ({ default: (await importMenu()).RowMenuItems }));
const NameInput = lazy(async () => ({ default: (await import('./rail/NameInput.tsx')).NameInput }));
const NoteInput = lazy(async () => ({ default: (await import('./rail/NoteInput.tsx')).NoteInput }));
const RepeatNote = lazy(async () => ({ default: (await import('./rail/RepeatNote.tsx')).RepeatNote }));

interface RailRowProps extends TreeRow {
  readonly inTabOrder: boolean;
  readonly onFocus: () => void;
}

/** One step of the recipe with what it led to. Click looks at it (A), the pin compares with it (B). */
export function RailRow({ node, indent, branches, followed, inTabOrder, onFocus }: RailRowProps) {
  const { t } = useTranslation();
  const words = useStepWords();
  const selected = useLab((state) => state.selectedId === node.id);
  const compared = useLab((state) => state.comparedId === node.id);
  const running = useLab((state) => state.job.kind === 'running');
  const select = useLab((state) => state.select);
  const compare = useLab((state) => state.compare);
  const remove = useLab((state) => state.remove);
  const [editing, setEditing] = useState<'name' | 'note' | null>(null);
  const what = words(node);
  const label = useRowLabel(node, what);
  const note = node.step?.note;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (key === 'Enter' || key === ' ') select(node.id);
    else if (key === 'b' && node.status === 'done') compare(compared ? null : node.id);
    else if (key === 'F2' && node.step && !running) setEditing('name');
    else if (key === 'n' && node.step && !running) setEditing('note');
    else if (key === 'Delete') remove(node.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const stopEditing = () => setEditing(null);

  return (
    <div
      role="treeitem"
      aria-level={indent + 1}
      aria-selected={selected}
      aria-label={label}
      tabIndex={inTabOrder ? 0 : -1}
      data-node={node.id}
      data-pending={node.status === 'pending' || undefined}
      className={classes.row}
      style={{ paddingLeft: textLeft(indent) }}
      onClick={() => select(node.id)}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <RowGraph
        indent={indent}
        root={node.parentId === null}
        branches={branches}
        followed={followed}
        status={node.status}
        selected={selected}
      />
      <div>
        <div className={classes.what}>
          {selected && <SnapshotBadge letter="A" label={t('rail.a')} />}
          {compared && <SnapshotBadge letter="B" label={t('rail.b')} />}
          <span>{what}</span>
        </div>
        {editing === 'name' ? (
          <Suspense>
            <NameInput node={node} onDone={stopEditing} />
          </Suspense>
        ) : (
          <RowName node={node} branches={branches} />
        )}
      </div>
      <div className={classes.actions}>
        {node.status === 'done' && <PinButton node={node} compared={compared} inTabOrder={inTabOrder} />}
        <LazyMenu
          size="sm"
          label={t('rail.actions', { name: nameOf(node) })}
          tabIndex={inTabOrder ? 0 : -1}
          onNear={() => void importMenu()}
        >
          <RowMenuItems node={node} onRename={() => setEditing('name')} onNote={() => setEditing('note')} />
        </LazyMenu>
      </div>
      {editing === 'note' ? (
        <div className={own.edit}>
          <Suspense>
            <NoteInput node={node} onDone={stopEditing} />
          </Suspense>
        </div>
      ) : (
        note && (
          <div className={own.note} title={note}>
            {note}
          </div>
        )
      )}
      <RowNumbers node={node} />
      {node.repeatOf !== undefined && node.status === 'done' && (
        <Suspense>
          <RepeatNote node={node} />
        </Suspense>
      )}
    </div>
  );
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
