/** The lesson on weight sparsity. */
export const sparsity = {
  title: 'Weight sparsity',
  summary: 'Most weights of a trained network are small. How many can simply go?',
  measures: 'weights below σ, accuracy after cutting, bytes',
  pages: {
    look: {
      title: 'What weights look like',
      text: 'The stage shows the weights of fc1, the first layer of a trained LeNet-300-100: 235,200 numbers, counted by size. Most lie close to 0, few are large.\nA small weight hardly changes what its neuron says. The idea of magnitude pruning is just that: set the small ones to 0 and keep the rest.',
    },
    sigma: {
      title: 'Is it a bell curve?',
      text: 'Histograms like this are often called normal. In a normal distribution 68.3% of all values lie within one standard deviation σ of the mean.',
    },
    line: {
      title: 'Draw the line at one σ',
      text: 'The button puts the threshold at 1 σ in every layer. Orange weights would go. You can drag the line yourself.',
      act: 'Put the line at 1 σ',
    },
    falls: {
      title: 'How much can go?',
      text: 'Now the same share of the smallest weights goes in each of the three layers. Nothing is trained afterwards.',
    },
    levels: {
      title: 'Cut and look',
      text: 'Five cuts are tried on 500 test images: 50, 80, 90, 95 and 98%. Nothing is applied yet; the panel on the right shows the same preview for one of them.',
      act: 'Try the five cuts',
    },
    bytes: {
      title: 'Smaller, but how much?',
      text: 'With 90% of the weights gone, a tenth is left. But a file must also say where the survivors stand. A bitmap spends one bit on each place, and 4 bytes on each weight that is left.',
    },
    cut: {
      title: 'Do it',
      text: 'Apply the cut. The row in the recipe shows the accuracy on all 10,000 test images, and the histogram has a hole at 0.',
      task: 'In “Next step”, prune 90% of the weights by magnitude and apply.',
      act: 'Prune 90%',
    },
    end: {
      title: 'What you found',
      text: 'A trained network carries many weights that it does not need, and it breaks late but suddenly.\nHan et al. set one threshold per layer, a multiple of its σ chosen by sensitivity, and trained again. Here every layer loses the same share and nothing is trained: that is the next lesson.',
    },
  },
  questions: {
    sigma: {
      ask: 'Which share of fc1 lies within one σ?',
      options: { fewer: 'Fewer than 68%', same: 'About 68% (±2)', more: 'More than 68%' },
      measured: '{{within}} of fc1 lie within one σ; a normal distribution has {{normal}}.',
    },
    falls: {
      ask: 'At which cut has accuracy fallen by more than 5 points?',
      options: { p50: '50%', p80: '80%', p90: '90%', p95: '95%', p98: '98%', never: 'At none of them' },
      measured:
        'Before: {{before}}. With 80% gone {{at80}}, with 90% {{at90}}, with 95% {{at95}}. The fall: {{level}}.',
    },
    bytes: {
      ask: 'How many times smaller is the network as a bitmap, with 90% pruned?',
      measured:
        'As a bitmap {{times}} times smaller, as compressed rows (CSR) {{csr}} times. Accuracy on all test images: {{accuracy}}.',
    },
  },
} as const;
