/** Words of the sensitivity view. */
export const sensitivity = {
  explain:
    'One layer at a time is pruned to each level, all others stay whole, and the accuracy is measured. A curve that falls early belongs to a sensitive layer.',
  granularity: 'Prune',
  weight: 'Weights',
  filter: 'Whole filters',
  measure: 'Measure',
  continue: 'Continue',
  again: 'Measure again',
  empty: 'Nothing measured yet for this snapshot. It takes some seconds; points appear as they are measured.',
  running: 'Points measured: {{amount}}',
  cancelled: 'Stopped. The points measured so far stand.',
  chart: 'Accuracy against sparsity, one curve per layer: {{layers}}',
  title: 'Accuracy when one layer is pruned, on {{images}} test images, with 95 % intervals',
  sparsity: 'share of the layer pruned',
  accuracy: 'accuracy',
  base: 'before {{share}}',
  point: '{{layer}}\n{{sparsity}} pruned\naccuracy {{accuracy}} ({{low}} – {{high}})',
  layerColumn: 'layer',
  low: 'low',
  high: 'high',
  breaks:
    '{{layer}} breaks first: with {{sparsity}} pruned, accuracy has fallen by {{points}} points to {{accuracy}}.',
  soFar: 'So far: {{text}}',
  holds: 'No layer has lost more than 5 points at the levels measured so far.',
} as const;
