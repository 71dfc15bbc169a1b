/** The lesson on activation sparsity and APoZ. */
export const apoz = {
  title: 'Activation sparsity and APoZ',
  summary: 'Some neurons are nearly always 0. Are those the ones to cut?',
  measures: 'zeros after ReLU, accuracy with neurons cut',
  pages: {
    relu: {
      title: 'Zeros that ReLU makes',
      text: 'ReLU turns every negative value into 0. A neuron that is 0 for nearly every image tells the next layer next to nothing.\nAPoZ is the average percentage of zeros of a channel: over all test images, and over all places of its map.',
    },
    zeros: {
      title: 'How many zeros?',
      text: 'fc1 of this trained LeNet-5 has 500 neurons, conv2 has 50 channels. Zeros are counted after the layer’s ReLU, over 1,000 images.',
    },
    above: {
      title: 'Mean plus one σ',
      text: 'Hu et al. cut neurons whose APoZ lies more than one standard deviation above the mean of their layer. A rule of thumb for a bell curve: about one in six lies there.',
    },
    count: {
      title: 'Count the zeros',
      text: 'The view shows the APoZ of every channel and the line at mean + 1 σ. Click fc1 or conv2 in the map to change the layer.',
      act: 'Count over 1,000 images',
    },
    versus: {
      title: 'Better than chance?',
      text: 'A harder cut, to see a difference: all channels of conv2 and fc1 above the mean go, about half. For comparison just as many are drawn by lot. Nothing is trained.',
    },
    compare: {
      title: 'Against chance',
      text: 'Both cuts are measured on 500 test images. The APoZ cut stays in the panel.',
      act: 'Measure both',
    },
    after: {
      title: 'Trim and train again',
      text: 'Back to mean + 1 σ. The trimmed network goes on from the weights it has, for 200 batches: less than half an epoch.',
    },
    retrain: {
      title: 'Do it',
      text: 'Two rows are made: the trimmed network, and the same after 200 batches. Accuracy is measured on all 10,000 test images.',
      act: 'Trim and retrain',
    },
    end: {
      title: 'What you found',
      text: 'APoZ removes whole neurons: this is structured pruning, and the network can be compacted. It looks at data, not at weights.\nHu et al. trim a few layers at a time and repeat; here two layers go at once.',
    },
  },
  questions: {
    zeros: {
      ask: 'What is the mean APoZ of fc1?',
      measured: 'fc1: {{fc1}} of all values are 0. conv2: {{conv2}}.',
    },
    above: {
      ask: 'How many of the 500 neurons of fc1 lie above mean + 1 σ?',
      measured: 'fc1: {{fc1}} of {{ofFc1}}. conv2: {{conv2}} of {{ofConv2}}.',
    },
    versus: {
      ask: 'Which cut keeps more accuracy?',
      options: {
        apoz: 'Those with the most zeros',
        random: 'Those drawn by lot',
        same: 'No difference beyond chance',
      },
      measured: 'Before: {{before}}. Cut by APoZ: {{apoz}}. Cut by lot: {{random}}.',
    },
    after: {
      ask: 'After 200 batches, where is accuracy compared with the whole network?',
      options: { below: 'Below it', same: 'No difference beyond chance', above: 'Above it' },
      measured: 'Whole: {{trained}}. Trimmed: {{trimmed}}. After training: {{tuned}}.',
    },
  },
} as const;
