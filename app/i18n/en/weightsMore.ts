/** Words of what the weights view shows below its large histogram. */
export const weightsMore = {
  fit: {
    normal: 'Normal fit',
    laplace: 'Laplace fit',
    noZeros: 'Leave out zeros',
    normalCurve: 'normal',
    laplaceCurve: 'Laplace',
    better: {
      normal:
        'The normal distribution fits better: mean log-likelihood {{normal}} against {{laplace}} nats per weight for Laplace. Largest distance of the cumulative shares: normal {{normalDistance}}, Laplace {{laplaceDistance}}.',
      laplace:
        'The Laplace distribution fits better: mean log-likelihood {{laplace}} against {{normal}} nats per weight for the normal. Largest distance of the cumulative shares: normal {{normalDistance}}, Laplace {{laplaceDistance}}.',
    },
    none: 'All kept weights are the same: no distribution can be fitted.',
  },
  phases: {
    title: '{{layer}} step by step',
    start:
      'Prune, then fine-tune: this row will show a hole open at 0, and the weights grow into two humps beside it. All in the same bins.',
    pruned:
      'Pruning left a hole at 0. Fine-tune next, and see the weights move into two humps beside it. All in the same bins.',
    tuned:
      'From one hump at 0, through a hole, to two humps: the weights that were kept took over. All in the same bins; click to look at a snapshot.',
    some: 'Shown are {{shown}} of {{all}} snapshots.',
    label: 'Look at {{name}}: {{pruned}} pruned in this layer, accuracy {{accuracy}}',
    sparsity: '{{share}} pruned',
    accuracy: 'acc. {{share}}',
  },
  evolution: {
    title: '{{layer}} over training',
    nothing:
      'No training on the way here was recorded. A train step can keep a histogram of every layer before its first batch and after each epoch.',
    explain:
      'Kept weights before training and after each epoch, the latest in front. All rows share one scale.',
    some: 'Shown are {{shown}} of {{all}} moments.',
    noLayer: 'The recorded trainings have no layer {{layer}}.',
    row: 'epoch {{epoch}}',
    rowOf: '{{training}} · {{epoch}}',
    bin: '{{row}}\n{{from}} … {{to}}: {{amount}}',
    moment: 'moment',
    largest: 'largest |w|',
    weight: 'weight',
    chart: 'Histograms of the kept weights of {{layer}} at {{amount}} moments of training',
  },
  first: {
    title: 'Where the first layer looks',
    of: { pixels: 'Inputs of {{layer}}', kernel: 'Kernel positions of {{layer}}' },
    chart: 'Kept share of the weights of {{layer}}, place by place; {{share}} on average',
    legend: 'weights kept; struck through: none',
    row: 'row',
    cell: {
      pixels: 'pixel: row {{row}}, column {{column}}\n{{kept}} of {{all}} weights kept ({{share}})',
      kernel: 'position: row {{row}}, column {{column}}\n{{kept}} of {{all}} weights kept ({{share}})',
    },
    explain: {
      pixels:
        'Each pixel is read by {{all}} weights. Where images are always blank, weights carry nothing and are pruned first: the centre stays dense, the border empties.',
      kernel:
        'Each position of the kernel holds {{all}} weights, over all {{outputs}} filters and the input channels. Shown is how many of them the mask keeps.',
    },
    whole: 'Nothing is pruned in this layer yet.',
    centre: 'Kept in the centre',
    centreNote: 'middle half each way',
    border: 'Kept at the border',
    borderNote: 'outer eighth of the side',
    reasons: {
      'no-layer': 'This network has no layers with weights.',
      'no-image': 'The first layer reads a vector and no image.',
      joined: 'The first layer reads several values put together, not one image.',
    },
  },
  table: {
    title: 'All tensors in numbers',
    tensor: 'Tensor',
    shape: 'Shape',
    kept: 'Kept',
    nonzero: 'Non-zero',
    fine: 'Fine',
    row: 'Rows',
    column: 'Columns',
    kernel: 'Kernels',
    filter: 'Filters',
    input: 'Inputs',
    mean: 'Mean',
    sigma: 'σ',
    meanAbsolute: 'Mean |w|',
    skewness: 'Skewness',
    kurtosis: 'Ex. kurtosis',
    note: 'Fine to Inputs: share that is 0. Hover or focus a heading for its convention.',
  },
  hints: {
    shape: "PyTorch's order: [out, in, kernel height, kernel width], dense [out, in], vectors [out].",
    kept: 'Values that the mask keeps.',
    nonzero: 'Values that are kept and not exactly 0.',
    fine: 'Share of single values that are pruned or exactly 0.',
    row: 'Share of outputs of which every weight is 0: rows of the matrix [out, in · kernel].',
    column:
      'Share of columns of the matrix [out, in · kernel] that are all 0: inputs of a dense layer, places (channel, row, column) of a convolution.',
    kernel: 'Share of kernels [height, width] that are all 0; convolutions only.',
    filter: 'Share of filters that are all 0; convolutions only, the same as rows.',
    input: 'Share of input channels (dense: inputs) that no weight reads.',
    mean: 'Of the kept values.',
    sigma: 'Population standard deviation of the kept values: divides by n.',
    meanAbsolute: 'Mean magnitude of the kept values.',
    skewness: 'm₃ / σ³ of the kept values: 0 where they are symmetric.',
    kurtosis: 'm₄ / σ⁴ − 3 of the kept values: 0 for a normal distribution, 3 for Laplace.',
  },
} as const;
