import { Stack } from '@mantine/core';
import type { PruneStep } from '../../../src/index.ts';
import { AmountField } from './AmountField.tsx';
import { BlockField } from './BlockField.tsx';
import { CriterionField } from './CriterionField.tsx';
import { GranularityField } from './GranularityField.tsx';
import { LayersField } from './LayersField.tsx';
import { MoreFields } from './MoreFields.tsx';
import { ScopeField } from './ScopeField.tsx';

/** What to prune, by which criterion and how much. Only the amount is drawn again while a hand moves it. */
export function PruneForm({ draft }: { readonly draft: PruneStep }) {
  return (
    <Stack gap="sm">
      <GranularityField draft={draft} />
      {draft.granularity === 'block' && <BlockField draft={draft} />}
      <AmountField draft={draft} />
      <CriterionField draft={draft} />
      <ScopeField draft={draft} />
      {draft.scope !== 'perLayer' && <LayersField draft={draft} />}
      <MoreFields draft={draft} />
    </Stack>
  );
}
