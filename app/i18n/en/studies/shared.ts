/** Where in a paper a number stands. */
export const sources = {
  'layer-collapse': 'layer collapse',
  'theorem-N': 'theorem {{n}}',
  'table-N': 'table {{n}}',
  'fig-N': 'fig. {{n}}',
  'structured-pruning': 'structured pruning',
  'mnist-table': 'MNIST table',
  'lenet-table': 'LeNet table',
  'resnet-N-on-cifar-N': 'ResNet-{{n}} on CIFAR-{{m}}',
  'alexnet-resnet-N-speech': 'AlexNet, ResNet-{{n}}, speech',
  'printed-shares': 'printed shares',
  'lenet-figures': 'LeNet figures',
  'lenet-at-N': 'LeNet, at {{n}} %',
  'public-code-vgg-N': 'public code, VGG-{{n}}',
  'official-code-vgg-N': 'official code, VGG-{{n}}',
  'hourglass-and-wallet': 'hourglass and wallet',
} as const;

/** What the axes of curves count. */
export const axes = {
  'kept-weights': 'kept weights',
  'weights-in-the-thinnest-layer': 'weights in the thinnest layer',
  error: 'error',
  'share-of-the-layer-s-weights-pruned': 'share of the layer’s weights pruned',
  accuracy: 'accuracy',
  'weights-over-weights-left': 'times fewer weights',
  'accuracy-less-that-of-the-dense-network': 'accuracy against dense, points',
  epoch: 'epoch',
  'accuracy-on-training-batches': 'accuracy on training batches',
  iteration: 'iteration',
  'channels-pruned': 'channels pruned',
} as const;
