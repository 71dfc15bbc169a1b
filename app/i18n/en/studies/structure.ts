/** Studies of pruned structure, and of training that makes it. */
export const structure = {
  'apoz-trimming': {
    title: 'Trimming neurons that are mostly 0',
    question: 'How many channels can go that hardly ever fire?',
    found:
      'Rounds of trimming by APoZ make LeNet more than three times smaller, and retraining brings its accuracy back.',
    done: 'LeNet-5 is trained for {{epochs}} epochs. {{rounds}} rounds prune the channels of conv2 and fc1 whose APoZ lies above the mean + 1 σ of their layer, compact, and retrain for {{retrainEpochs}} epochs from a learning rate of {{retrainRate}}.',
    differs:
      'APoZ is counted on the first training images. The numbers of the paper’s table could not be confirmed and are guidance.',
    values: {
      compression: 'Times fewer weights after the last round',
      'width-layer': 'Channels left in {{layer}}',
      'base-accuracy': 'Accuracy of the dense network',
      'trimmed-accuracy': 'Accuracy right after the last trimming',
      'retrained-accuracy': 'Accuracy after the last retraining',
      recovered: 'Accuracy after the last retraining less that of the dense network',
    },
    curves: { rounds: 'Accuracy after each trimming and each retraining' },
    series: { trimmed: 'trimmed', retrained: 'retrained' },
  },
  scratch: {
    title: 'Fine-tuned, or trained from scratch',
    question: 'Are the weights that pruning keeps worth anything, or only its shape?',
    found:
      'Trained from scratch for as much arithmetic, the smaller network is as good as the fine-tuned one: its shape is what counts.',
    done: 'LeNet-300-100 is trained for {{epochs}} epochs; 70 % of the neurons of fc1 and 50 % of fc2 are pruned by L1 and cut out. The small network is fine-tuned for {{fineTuneEpochs}} epochs, or trained from fresh weights: for as many epochs as the dense one (E), or for as much arithmetic, three and a half times as many (B).',
    differs: 'The paper prunes VGG and ResNet on CIFAR and ImageNet.',
    values: {
      'dense-error': 'Error of the dense network',
      'error-fine-tuned': 'Error of the small network, fine-tuned',
      'error-scratch-e': 'Error of the small network, from scratch (E)',
      'error-scratch-b': 'Error of the small network, from scratch (B)',
      'scratch-b-fine-tuned': 'Accuracy, from scratch (B) less fine-tuned',
      'scratch-e-fine-tuned': 'Accuracy, from scratch (E) less fine-tuned',
    },
    curves: {},
    series: {},
  },
  curl: {
    title: 'Hourglass or wallet',
    question: 'Where should a residual network be pruned: inside its blocks, or outside too?',
    found:
      'At equal arithmetic the wallet, pruned inside and outside, is at least as accurate as the hourglass, and smaller.',
    done: 'A bottleneck ResNet is trained for {{epochs}} epochs. Channels are ranked together by how far the predictions on {{proxyImages}} images change (KL divergence); 40 % of the multiply-accumulates are kept, at least 30 % of each group; then {{fineTuneEpochs}} epochs of fine-tuning.',
    differs:
      'The paper prunes ResNet-50 of ImageNet, and fine-tunes on data expanded six times; here mixup, teacher and refined labels work on the images as they are, and on the wallet alone.',
    values: {
      accuracy: 'Accuracy of the whole network',
      'hourglass-macs': 'Hourglass: multiply-accumulates left',
      'hourglass-weights': 'Hourglass: weights left',
      'hourglass-accuracy': 'Hourglass: accuracy after fine-tuning',
      'wallet-macs': 'Wallet: multiply-accumulates left',
      'wallet-weights': 'Wallet: weights left',
      'wallet-accuracy': 'Wallet: accuracy after fine-tuning',
      'wallet-accuracy-gain': 'Accuracy after fine-tuning, wallet less hourglass',
      'wallet-taught-gain': 'Wallet: mixup and the whole network as a teacher, less plain fine-tuning',
      'wallet-refined-gain': 'Wallet: the same after an epoch of refined labels, less plain fine-tuning',
      'wallet-smaller': 'Weights of the hourglass over those of the wallet',
    },
    curves: {},
    series: {},
  },
  'slimming-mlp': {
    title: 'Network slimming: an MLP',
    question: 'Can the scales of batch normalisation tell which neurons to keep?',
    found: 'With an L1 penalty on the scales, four fifths of the neurons of an MLP go without loss.',
    done: '784-500-300-10 with batch normalisation is trained for {{epochs}} epochs without and with λ = {{strength}} (Nesterov, batches of 256). 80 % of each hidden layer is pruned by |γ|, compacted, and fine-tuned as it was trained.',
    differs:
      'The paper trains for 30 epochs from scales of 0.5 (ours begin at 1). Its λ for MNIST is not known.',
    values: {
      'base-error': 'Error without penalty',
      'sparse-error': 'Error with penalty, before pruning',
      'cut-error': 'Error right after pruning',
      'slim-error': 'Error after fine-tuning',
      'pruned-weights': 'Share of the weights that is gone',
    },
    curves: {},
    series: {},
  },
  'slimming-cliff': {
    title: 'Network slimming: the cliff',
    question: 'How many channels go for nothing, and what happens after?',
    found:
      'After training with a penalty on the scales half of the channels go for nothing; then comes a cliff, and fine-tuning brings back what fell off it.',
    done: 'A VGG of 16-32-64 filters is trained for {{epochs}} epochs without and with λ = {{strength}} (Nesterov, batches of 64). All channels are ranked together by |γ| and pruned by 10 to 80 %; {{fineTuneEpochs}} epochs of fine-tuning at 50 and 70 %.',
    differs:
      'The paper trains VGG-19 for 160 epochs on 50,000 images with λ = 1e-4; so much less training needs a larger λ.',
    values: {
      'accuracy-sparse': 'Accuracy of the whole network, trained with penalty',
      'accuracy-plain': 'Accuracy of the whole network, trained without penalty',
      edge: 'Share of channels that goes within one point, with penalty',
      'edge-further': 'The same, with penalty less without',
      fallen: '70 % of the channels pruned: accuracy left over that before',
      recovered: 'Accuracy after fine-tuning at 70 % less that before pruning',
    },
    curves: { cliff: 'Accuracy by share of channels pruned' },
    series: {
      'with-penalty': 'with penalty',
      'without-penalty': 'no penalty',
      'with-penalty-fine-tuned': 'fine-tuned',
    },
  },
} as const;
