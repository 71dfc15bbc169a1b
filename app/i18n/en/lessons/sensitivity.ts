/** The lesson on sensitivity. */
export const sensitivity = {
  title: 'Sensitivity',
  summary: 'Prune one layer at a time: which one breaks first?',
  measures: 'accuracy against sparsity, layer by layer',
  pages: {
    idea: {
      title: 'One layer at a time',
      text: 'Take a trained LeNet-5: conv1, conv2, fc1, fc2. Prune one layer, leave the others whole, and measure. Then the next.\nThe curves tell how far each layer alone can go. We say a layer breaks where it costs more than 5 points of accuracy.',
    },
    first: {
      title: 'The weakest',
      text: 'conv1 has 500 weights, conv2 25,000, fc1 400,000 and fc2 5,000. The smallest weights of a layer go first.',
    },
    last: {
      title: 'The strongest',
      text: 'Redundancy differs: some layers still work with one weight in a hundred.',
    },
    curves: {
      title: 'Measure',
      text: 'Twelve sparsities of four layers are measured on 500 test images: coarse curves at once, then finer ones.',
      task: 'Press “Measure” in the view, or the button here.',
      act: 'Measure all layers',
    },
    filters: {
      title: 'Whole filters',
      text: 'Now whole filters and neurons go, those with the smallest L1 norm first. fc2 is left out: its neurons are the ten answers.',
    },
    filterCurves: {
      title: 'Measure filters',
      text: 'The same with whole channels; what reads a channel loses its weights too.',
      task: 'In the view, choose filters instead of single weights and measure, or press the button here.',
      act: 'Measure filters',
    },
    sharing: {
      title: 'What it is good for',
      text: 'If layers differ, one share for all is a waste. 95% of all weights shall go: either 95% in each layer, or the smallest of the whole network, wherever they stand.',
    },
    compare: {
      title: 'Compare',
      text: 'Both cuts are measured on 500 images without training. The second stays in the panel, where you can apply it.',
      act: 'Compare both',
    },
    end: {
      title: 'What you found',
      text: 'On AlexNet Han et al. found the first convolution most sensitive and dense layers least. Your network is another one: trust your curves, not the rule.\nA layer alone is not the whole story: errors of several pruned layers add up.',
    },
  },
  questions: {
    first: {
      ask: 'Which layer breaks first when its weights go?',
      options: { conv1: 'conv1', conv2: 'conv2', fc1: 'fc1', fc2: 'fc2' },
      measured:
        '{{layer}} broke first: with {{sparsity}} of its weights gone accuracy was {{accuracy}}, {{base}} before.',
    },
    last: {
      ask: 'Which layer holds out longest?',
      options: { conv1: 'conv1', conv2: 'conv2', fc1: 'fc1', fc2: 'fc2' },
      measured: '{{layer}} held out longest: at its last point accuracy was {{accuracy}}, {{base}} before.',
    },
    filters: {
      ask: 'Which layer breaks first when whole filters go?',
      options: { conv1: 'conv1', conv2: 'conv2', fc1: 'fc1' },
      measured: '{{layer}} broke first, at {{sparsity}}: accuracy {{accuracy}}, {{base}} before.',
    },
    sharing: {
      ask: 'Which cut of 95% keeps more accuracy?',
      options: {
        uniform: 'The same share in every layer',
        global: 'The smallest of the whole network',
        same: 'No difference beyond chance',
      },
      measured: 'Same share everywhere: {{uniform}}. Smallest of all: {{global}}.',
    },
  },
} as const;
