/** The lesson on structured and unstructured pruning, and time. */
export const structure = {
  title: 'Structure and real speed',
  summary: 'Four fifths of the weights are 0. Is the network five times faster?',
  measures: 'time of a forward pass here, accuracy',
  pages: {
    two: {
      title: 'Two ways to cut',
      text: 'Unstructured pruning sets single weights to 0, wherever they are. Structured pruning takes whole filters with everything that belongs to them.\nThe network is a small VGG for CIFAR-10.',
    },
    masked: {
      title: 'Masks and time',
      text: '80% of all weights are set to 0. Only a fifth of the multiplications would be needed. The layers keep their shapes.',
    },
    timeWeights: {
      title: 'Stop the clock',
      text: 'The weights are pruned, then a forward pass of 64 images is timed thirty times for each variant, in turns, on this computer.',
      act: 'Prune and time it',
    },
    compacted: {
      title: 'Whole filters',
      text: 'Now half of the filters of every convolution go. Compacting cuts them out, together with the inputs that read them: a truly smaller network.',
    },
    timeFilters: {
      title: 'Time it again',
      text: 'From the start again: half of the filters go. “Masked” has zeros in their place, “compacted” does without them.',
      act: 'Prune and time it',
    },
    accuracy: {
      title: 'The price',
      text: 'Speed is not free. A fifth of the filters go from every layer; for comparison as many weights go one by one, the smallest of each layer. Nothing is trained.',
    },
    compare: {
      title: 'Same number, other places',
      text: 'Both cuts leave the same number of weights, and are measured on 500 test images.',
      act: 'Measure both',
    },
    end: {
      title: 'What you found',
      text: 'Dense arithmetic does not skip zeros: unstructured sparsity saves storage, and time only with hardware or kernels made for it. EIE is such a chip; the Cost view simulates one.\nWhole filters save time anywhere, but fewer can go before accuracy falls. Fine-tuning closes part of that gap.',
    },
  },
  questions: {
    masked: {
      ask: 'How much faster is the network with 80% zeros?',
      options: {
        no: 'Not faster (less than 1.1 times)',
        some: '1.1 to 1.7 times',
        double: '1.7 to 3 times',
        five: 'More than 3 times',
      },
      measured: 'Dense: {{dense}}. Masked: {{masked}}. That is {{speedUp}} times as fast.',
    },
    compacted: {
      ask: 'How much faster is the compacted network with half of the filters?',
      options: {
        no: 'Not faster (less than 1.1 times)',
        some: '1.1 to 1.7 times',
        double: '1.7 to 3 times',
        more: 'More than 3 times',
      },
      measured:
        'Dense: {{dense}}. Masked: {{masked}}. Compacted: {{compacted}}, {{speedUp}} times as fast as dense.',
    },
    accuracy: {
      ask: 'Which cut keeps more accuracy?',
      options: { weights: 'Single weights', filters: 'Whole filters', same: 'No difference beyond chance' },
      measured:
        'With {{kept}} of the weights left: single weights {{weights}}, filters {{filters}}; {{before}} before.',
    },
  },
} as const;
