/** Words of the structure view. */
export const structure = {
  explain:
    'A channel never goes alone: with it go its normalisation and what later layers read of it. An addition needs the same channels on both sides, so that all layers of a residual stage lose the same ones.',
  explainPlain: 'A channel never goes alone: with it go its normalisation and what later layers read of it.',
  widths: 'Channels of each layer along the depth',
  widthsLabel: 'Channels of each layer at the start, now and after the next step: {{layers}}',
  headings: { layer: 'layer', before: 'at the start', now: 'now', next: 'after the next step' },
  column: '{{layer}}\n{{now}} of {{before}} channels',
  columnNext: '{{layer}}\n{{now}} of {{before}} channels\nafter the next step: {{next}}',
  legend: {
    now: 'channels now',
    after: 'channels after the next step',
    doomed: 'would go with it',
    gone: 'gone since the start',
    arc: 'lose the same channels',
  },
  shapes: {
    whole: { name: 'Nothing is cut.', why: 'Blocks and stages are as wide as at the start.' },
    hourglass: {
      name: 'Hourglass.',
      why: 'Blocks have lost {{inside}} of the channels inside them, the stages {{stages}}: narrow in the middle, wide at both ends. The additions keep their width.',
    },
    wallet: {
      name: 'Wallet.',
      why: 'The insides of blocks have lost {{inside}} of their channels and the stages {{stages}}: everything is narrower, what the additions carry too.',
    },
    stages: {
      name: 'Thin stages.',
      why: 'The stages have lost {{stages}} of their channels, the insides of blocks {{inside}}: the blocks stick out.',
    },
  },
  shapeNext: 'The next step is counted as done.',
  noAdditions:
    'This network has no additions that join layers: each group can be cut on its own, and there is no hourglass or wallet.',
  levels: 'Inside blocks, or whole stages?',
  levelsExplain:
    'The same share of channels by L1 from this snapshot, without training. Accuracy is measured on {{images}} test images, weights and MACs are counted. Set one up as the next step, apply it, come back to this snapshot and try another.',
  share: 'Share of channels',
  level: 'What is cut',
  accuracy: 'Accuracy',
  keptWeights: 'Weights left',
  macs: 'MACs left',
  before: 'before {{share}}',
  use: 'Set up',
  used: 'Set up ✓',
  levelNames: {
    inside: { name: 'Filters inside blocks', hint: 'stages keep their width: hourglass' },
    stages: { name: 'Residual stages', hint: 'the same channels in all joined layers' },
    both: { name: 'Both', hint: 'filters and stages: wallet' },
  },
  groups: 'What goes together',
  layers: 'Layers that lose the same channels',
  place: 'Where',
  places: { stage: 'residual stage', inside: 'inside a block', plain: 'in the chain' },
  channels: 'Channels',
  readers: 'Read by',
  keptOf: '{{kept}} of {{all}}',
  separator: ', ',
  fixed: 'Cannot lose channels: {{layers}}. They are the classes, or are added to the input.',
  cannot: '{{layer}} cannot lose channels: they are the classes, or are added to the input.',
  detail: {
    channel: 'Pruning channel',
    channelOf: 'Channel of {{layer}}',
    removes: 'of {{layer}} also removes',
    stays: 'of {{layer}} is not possible: it reaches the output, or is added to the input.',
  },
  parts: {
    own: 'channel {{places}}',
    norm: 'normalisation {{places}}',
    reader: 'input {{places}}',
    readerMany: '{{amount}} inputs: {{places}}',
  },
} as const;
