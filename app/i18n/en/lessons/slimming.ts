/** The lesson on network slimming. */
export const slimming = {
  title: 'Network slimming',
  summary: 'A penalty while training pushes channels towards 0, so that cutting them costs nothing.',
  measures: 'scales γ, accuracy after cutting 80% of the channels',
  pages: {
    idea: {
      title: 'A volume knob per channel',
      text: 'Batch normalisation scales every channel by a number γ. Where γ is near 0 the channel is silent.\nNetwork slimming adds λ·|γ| to the loss: the training itself turns down what it can do without. The network is 784-500-300-10, the one of the paper’s MNIST experiment.',
    },
    small: {
      title: 'Turned down',
      text: 'Two networks from the same start: one trained plainly, one with the penalty. There are 800 scales in each. We call a scale small below a tenth of the largest.',
    },
    train: {
      title: 'Train both',
      text: 'Two epochs each. The paper has 30 epochs and λ = 0.0001; to get there in two, λ is 0.01 here.',
      act: 'Train both',
    },
    cut: {
      title: 'Cut four fifths',
      text: 'In each layer the 80% of channels with the smallest |γ| go: 784-100-60-10 is left. Nothing is trained afterwards. “Survives” means: loses fewer than 5 points.',
    },
    prune: {
      title: 'Cut both',
      text: 'The same cut in both networks. The Structure view shows the widths.',
      act: 'Cut 80% of the channels',
    },
    tuned: {
      title: 'A little training',
      text: 'The slimmed network is trained for another half epoch, without the penalty.',
    },
    tune: {
      title: 'Fine-tune',
      text: 'Half an epoch at a tenth of the rate. Then the small network is set against the plain one with all channels.',
      act: 'Fine-tune the slim one',
    },
    end: {
      title: 'What you found',
      text: 'A γ says how loud a channel is only if training was made to care: without the penalty small γ are not few and not telling.\nThe paper cuts at one threshold for the whole network; for this one it takes 80% per layer, since the common threshold took out a layer. So do we.',
    },
  },
  questions: {
    small: {
      ask: 'How many of the scales are small after training with the penalty?',
      options: { few: 'Fewer than 30%', half: '30 to 70%', most: 'More than 70%' },
      measured: 'Trained plainly: {{plain}} are small. With the penalty: {{slim}}.',
    },
    cut: {
      ask: 'Which network survives the cut?',
      options: {
        plain: 'Only the plainly trained one',
        slim: 'Only the one with the penalty',
        both: 'Both',
        neither: 'Neither',
      },
      measured: 'Plain: {{trainedPlain}} → {{cutPlain}}. With the penalty: {{trainedSlim}} → {{cutSlim}}.',
    },
    tuned: {
      ask: 'Where is the small network then, compared with the plain whole one?',
      options: {
        below: 'More than 1 point below',
        within: 'Within 1 point',
        above: 'More than 1 point above',
      },
      measured: 'Plain and whole: {{plain}}. Slim with {{kept}} of the weights: {{tuned}}.',
    },
  },
} as const;
