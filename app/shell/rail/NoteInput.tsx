import { Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import type { TreeNode } from '../../store/labState.ts';
import { MOST_NOTE_LETTERS } from '../../store/treeSlice.ts';

/** A row's note while it is edited; leaving the field keeps it. */
export function NoteInput({ node, onDone }: { readonly node: TreeNode; readonly onDone: () => void }) {
  const { t } = useTranslation('rail');
  const annotate = useLab((state) => state.annotate);
  const [note, setNote] = useState(node.step?.note ?? '');
  const left = useRef(false);
  const finish = (keep: boolean) => {
    // Taking the field away blurs it, which is no second end.
    if (left.current) return;
    left.current = true;
    if (keep) annotate(node.id, note);
    onDone();
  };
  return (
    <Textarea
      size="xs"
      autoFocus
      rows={2}
      maxLength={MOST_NOTE_LETTERS}
      value={note}
      aria-label={t('note.label')}
      title={t('note.hint')}
      placeholder={t('note.placeholder')}
      onChange={(event) => setNote(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') finish(false);
        if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        finish(true);
      }}
    />
  );
}
