/** Studies of gradients and of storage. */
export const other = {
  dgc: {
    title: 'Deep gradient compression',
    question: 'Can workers send a thousandth of their gradients without loss?',
    found:
      'With momentum correction, factor masking and a warm-up they can; dropping alone loses some accuracy.',
    done: 'LeNet-300-100 is trained for {{epochs}} epochs by 4 simulated workers with 32 images each (momentum, learning rate from 0.05): dense, with gradient dropping at 99.9 %, and with DGC at 99 and 99.9 % after a warm-up of four epochs.',
    differs:
      'The paper trains ResNet-110 on CIFAR-10 for 164 epochs, 4 of them warm-up, and much larger networks.',
    values: {
      'error-dense': 'Error, dense',
      'error-dropping': 'Error, gradient dropping at 99.9 %',
      'error-dgc-N': 'Error, DGC at {{n}} %',
      'dgc-dense': 'Accuracy, DGC at 99.9 % less dense',
      'dgc-N-dense': 'Accuracy, DGC at {{n}} % less dense',
      'dgc-dropping': 'Accuracy at 99.9 %, DGC less dropping',
      'ratio-N': 'DGC at {{n}} %: dense bytes over bytes sent at the end',
      'ratio-whole': 'DGC at 99.9 %: the same over the whole training',
    },
    curves: { training: 'Accuracy on the batches of training' },
    series: { dense: 'dense', 'gradient-dropping-N': 'dropping, {{n}} %', 'dgc-N': 'DGC, {{n}} %' },
  },
  'deep-compression': {
    title: 'Deep Compression',
    question: 'How few bytes can LeNets take without loss of accuracy?',
    found: 'Pruned, shared and Huffman coded weights take a fortieth of the bytes.',
    done: 'The LeNets of the three steps ({{mlpEpochs}} and {{convEpochs}} epochs, pruned and retrained). Their weights are shared by k-means: 6 bits for LeNet-300-100, 8 and 5 bits for LeNet-5, indices of 5 bits. Bytes are counted as really encoded, biases included.',
    differs: 'Shared weights are not fine-tuned afterwards.',
    values: {
      'net-shared': '{{net}}: times fewer bytes, pruned and shared',
      'net-huffman': '{{net}}: the same with Huffman coding',
      'net-error': '{{net}}: error of what is stored',
      'net-loss': '{{net}}: error of what is stored less that of the dense network',
    },
    curves: {},
    series: {},
  },
} as const;
