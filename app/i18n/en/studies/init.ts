/** Studies of pruning before training, and of lottery tickets. */
export const init = {
  'synflow-collapse': {
    title: 'Layers that collapse',
    question: 'Which criterion empties a whole layer when a network is pruned before training?',
    found:
      'In one shot, magnitude and SNIP empty a layer while others keep plenty; SynFlow in a hundred rounds does not.',
    done: 'An untrained convolutional network ({{preset}}) is pruned by four criteria at {{sparsities}}, all layers ranked together; SynFlow in {{rounds}} rounds. Nothing is trained: the weights left in the thinnest layer are counted.',
    differs:
      'The paper prunes VGG-16 and trains what is left. The guard keeps one weight in each layer, so that 1 stands for a layer that would be empty.',
    values: {
      'thinnest-magnitude': 'Weights left in the thinnest layer at 99.9 %, by magnitude',
      'thinnest-snip': 'Weights left in the thinnest layer at 99.9 %, by SNIP',
      'thinnest-grasp': 'Weights left in the thinnest layer at 99.9 %, by GraSP',
      'thinnest-synflow': 'Weights left in the thinnest layer at 99.9 %, by SynFlow',
      'synflow-further': 'Largest sparsity without a collapse, SynFlow less SNIP',
    },
    curves: { thinnest: 'Weights left in the thinnest layer' },
    series: { magnitude: 'magnitude', snip: 'SNIP', grasp: 'GraSP', synflow: 'SynFlow' },
  },
  snip: {
    title: 'SNIP: pruned once, before training',
    question: 'Can the weights to keep be chosen before any training?',
    found:
      'Pruned once at the start, by how much the loss feels each connection, LeNets reach nearly the error of dense ones.',
    done: 'LeNet-300-100 ({{mlpEpochs}} epochs) and LeNet-5 ({{convEpochs}} epochs) are pruned at the start on one batch, all layers ranked together, by SNIP, by magnitude and at random, and then trained (momentum, batches of 100, learning rate 0.1 down to 0.001).',
    differs: 'The paper trains for about 250 epochs and gives the mean of 20 seeds.',
    values: {
      'net-dense': '{{net}}: error of the dense network',
      'net-snip-N': '{{net}}: error with {{n}} % pruned by SNIP',
      'net-magnitude-N': '{{net}}: error with {{n}} % pruned by magnitude at the start',
      'net-random-N': '{{net}}: error with {{n}} % pruned at random',
      'random-worse': 'LeNet-300-100, 98 % pruned: error at random less that by SNIP',
    },
    curves: { sparsities: 'Error by how much is pruned before training' },
    series: {
      'net-snip': 'SNIP ({{short}})',
      'net-magnitude-at-the-start': 'magn. ({{short}})',
      'net-random': 'random ({{short}})',
    },
  },
  'lottery-net': {
    title: 'Lottery tickets: {{net}}',
    question: 'Does a dense network hold a sparse one that trains as well from the same start?',
    found:
      'Yes: rewound to its first weights it trains as well, and better than the same mask with other weights.',
    done: '{{iterations}} iterations of Adam (1.2e-3) in batches of 60. {{rounds}} rounds prune 20 % of what is left by magnitude, 10 % in the output layer, and rewind to the start. After rounds {{controls}} the mask with fresh weights and a random mask are trained too. {{heldOut}} training images are held out.',
    differs:
      'The paper trains for 50,000 iterations in five trials from Gaussian Glorot weights (ours are uniform), with controls after every round.',
    values: {
      'kept-N': 'Weights kept after {{n}} rounds',
      'ticket-dense-N': 'Accuracy after {{n}} rounds: ticket less dense network',
      'ticket-reinit-N': 'Accuracy after {{n}} rounds: ticket less its mask with fresh weights',
      'ticket-random-N': 'Accuracy after {{n}} rounds: ticket less a random mask',
      'ticket-faster-N':
        'Iterations to the least validation loss after {{n}} rounds, fresh weights over ticket',
    },
    curves: {
      accuracy: 'Accuracy at the end of training',
      'early-stop': 'Iteration of the least validation loss',
    },
    series: { rewound: 'ticket', reinitialised: 'fresh weights', 'random-mask': 'random mask' },
  },
} as const;
