/** The lesson on pruning at initialisation. */
export const init = {
  title: 'Pruning before training',
  summary: 'No weight has learned anything yet. Whom to cut?',
  measures: 'what each layer keeps, accuracy after a short training',
  pages: {
    idea: {
      title: 'Prune first',
      text: 'If most weights go anyway, why train them? The network here is untrained: its weights are random. 98% go before the first batch, then what is left is trained.\nAll cuts compare the weights of all layers with each other.',
    },
    collapse: {
      title: 'The smallest first?',
      text: 'Magnitude is the usual criterion. But first weights are drawn the smaller the more inputs a layer has: fc1 has 784, fc2 300, fc3 100. We say nearly nothing is left below 0.5%.',
    },
    cut: {
      title: 'Cut by magnitude',
      text: 'The map shows what each layer keeps.',
      act: 'Cut 98% by magnitude',
    },
    best: {
      title: 'Four ways to choose',
      text: 'By lot. By magnitude. SNIP: by how much the loss feels a connection, |g·w| on some images. SynFlow: by how much signal flows through it, without any images, in a hundred small rounds.',
    },
    worst: {
      title: 'And the worst?',
      text: 'Each of the four keeps 2% of the weights, and each is trained on the same 300 batches.',
    },
    train: {
      title: 'Cut and train',
      text: 'Eight rows are made, two for each criterion. The accuracy is that on all 10,000 test images.',
      act: 'Cut and train all four',
    },
    end: {
      title: 'What you found',
      text: 'A layer that is cut through lets nothing pass, however well the rest was chosen. SynFlow was made to avoid just that.\nWhether such networks beat pruning after training is open: at high sparsity later papers mostly say no. Compare with the lottery ticket.',
    },
  },
  questions: {
    collapse: {
      ask: 'Which layer does the cut by magnitude nearly empty?',
      options: { fc1: 'fc1', fc2: 'fc2', fc3: 'fc3', none: 'None of them' },
      measured: 'Kept: fc1 {{fc1}}, fc2 {{fc2}}, fc3 {{fc3}}.',
    },
    best: {
      ask: 'Which criterion gives the best network?',
      options: { random: 'By lot', magnitude: 'Magnitude', snip: 'SNIP', synflow: 'SynFlow' },
      measured: 'By lot {{random}}, magnitude {{magnitude}}, SNIP {{snip}}, SynFlow {{synflow}}.',
    },
    worst: {
      ask: 'Which criterion gives the worst network?',
      options: { random: 'By lot', magnitude: 'Magnitude', snip: 'SNIP', synflow: 'SynFlow' },
      measured:
        'The worst: {{right}}. By lot {{random}}, magnitude {{magnitude}}, SNIP {{snip}}, SynFlow {{synflow}}.',
    },
  },
} as const;
