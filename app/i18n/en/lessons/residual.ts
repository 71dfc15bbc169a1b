/** The lesson on residual networks and stages. */
export const residual = {
  title: 'Residual networks and stages',
  summary: 'What is added must be equally wide: which channels go together, and two shapes of a pruned net.',
  measures: 'joined layers, accuracy by place, accuracy at equal MACs',
  pages: {
    add: {
      title: 'Sums tie channels',
      text: 'In a ResNet the output of a block is added to its input. Channel 3 of one is added to channel 3 of the other: if one goes, both must go.\nLayers tied by additions form a stage. ResNet-20 has three, with 16, 32 and 64 channels.',
    },
    joined: {
      title: 'Who makes stage 1?',
      text: 'The first stage begins with conv1. Three blocks follow, each with two convolutions. Look at the arcs in the map.',
    },
    group: {
      title: 'Look at the group',
      text: 'The Structure view lists which layers lose a channel together, and which ones read it.',
      act: 'Find the group',
    },
    costs: {
      title: 'Inside, or across?',
      text: '30% of the channels go: only inside the blocks, between their two convolutions; only those of the stages; or both.',
    },
    levels: {
      title: 'Measure',
      text: 'The table in the view is the same measurement: 500 test images, smallest L1 norm first, no training.',
      act: 'Measure the three',
    },
    shape: {
      title: 'Two shapes',
      text: 'Luo and Wu call a net an hourglass where only the insides became narrow, and a wallet where the stages did too.',
    },
    equal: {
      title: 'At equal cost',
      text: 'Two nets with about the same MACs: 30% of the insides gone, or 15% of all channels. Each is trained for 40 batches.',
    },
    tune: {
      title: 'Prune and train both',
      text: 'Four rows are made. This takes a minute or two; accuracy is measured on 2,000 test images.',
      act: 'Prune and train both',
    },
    end: {
      title: 'What you found',
      text: 'Stages can be pruned if all their layers go together, and the net gets evenly narrow.\nLuo and Wu rank channels by the change of the output (KL divergence) and train long on ImageNet: there the wallet wins clearly. Here L1 ranks them, and 40 batches decide little.',
    },
  },
  questions: {
    joined: {
      ask: 'How many convolutions make the channels of stage 1 together?',
      measured: '{{makers}} convolutions make them; {{readers}} layers read them.',
    },
    costs: {
      ask: 'Which cut of 30% costs the most accuracy?',
      options: { inside: 'Inside the blocks', stages: 'The stages', both: 'Both' },
      measured: 'Before {{before}}. Inside {{inside}}, stages {{stages}}, both {{both}}.',
    },
    shape: {
      ask: 'Which shape has a net pruned inside its blocks alone?',
      options: {
        hourglass: 'An hourglass',
        wallet: 'A wallet',
        stages: 'Narrow stages, wide insides',
        whole: 'None: nothing is narrower',
      },
      measured: 'Insides lost {{inside}} of their channels, stages {{stages}}.',
    },
    equal: {
      ask: 'Which one is more accurate after the short training?',
      options: {
        inside: '30% of the insides',
        both: '15% of everything',
        same: 'No difference beyond chance',
      },
      measured:
        'Inside only: {{inside}} with {{macsInside}} of the MACs. Everything: {{both}} with {{macsBoth}} of the MACs.',
    },
  },
} as const;
