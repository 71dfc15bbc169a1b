import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import type { TreeNode } from '../../store/labState.ts';
import { nameOf } from '../../store/treeNodes.ts';
import { nameProblem } from '../../store/treeSlice.ts';

/** A row's name while it is edited; what cannot be a name is refused with a reason. */
export function NameInput({ node, onDone }: { readonly node: TreeNode; readonly onDone: () => void }) {
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
