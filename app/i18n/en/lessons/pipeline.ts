/** The lesson on training, pruning and fine-tuning. */
export const pipeline = {
  title: 'Train, prune, fine-tune',
  summary: 'Pruning hurts, training again heals: the three steps, with your own network.',
  measures: 'accuracy after each of the three steps',
  pages: {
    three: {
      title: 'Three steps',
      text: 'First a network learns which connections matter. Then the weak ones are cut. Then what is left is trained on, from the weights it has.\nThe recipe on the left will hold one row for each step. It begins with an untrained LeNet-300-100.',
    },
    train: {
      title: 'First: train',
      text: 'Two passes over 60,000 handwritten digits take some seconds. The curves at the bottom follow the training.',
      task: 'Train the network for 2 epochs: choose “Train” on the right, or press the button.',
      act: 'Train 2 epochs',
    },
    drop: {
      title: 'Before the cut',
      text: 'Next, the smallest 95% of the weights go in every layer, in one cut. One weight in twenty is left.',
    },
    prune: {
      title: 'Second: prune',
      text: 'The cut weights become exactly 0 and stay 0: a mask remembers them.',
      task: 'Prune 95% of the weights by magnitude, from the trained network.',
      act: 'Prune 95%',
    },
    back: {
      title: 'Before the repair',
      text: 'Now the survivors are trained for two more epochs, at a tenth of the learning rate. The cut weights cannot come back.',
    },
    tune: {
      title: 'Third: fine-tune',
      text: 'The same images again, with 5% of the weights.',
      task: 'Fine-tune the pruned network for 2 epochs with a learning rate of 0.0001.',
      act: 'Fine-tune',
    },
    hole: {
      title: 'Into the hole?',
      text: 'After the cut fc1 has no kept weight near 0: the histogram has a hole between its two peaks. Fine-tuning moves the survivors.',
    },
    inside: {
      title: 'Look into the hole',
      text: 'A is the fine-tuned network, B the pruned one. The page counts survivors of fc1 that are now smaller than every weight that survived the cut.',
      act: 'Count them',
    },
    end: {
      title: 'What you found',
      text: 'Accuracy lost by a cut mostly returns when the rest may learn again; the pruned weights are still 0.\nHan et al. cut and retrain several times, each time a little, and get further than with one cut. “Schedule” in the prune step does that.',
    },
  },
  questions: {
    drop: {
      ask: 'How many points of accuracy does the cut of 95% cost?',
      options: {
        little: 'Less than 2 points',
        some: '2 to 10 points',
        much: '10 to 40 points',
        most: 'More than 40 points',
      },
      measured: 'From {{trained}} to {{pruned}}: {{lost}} points.',
    },
    back: {
      ask: 'How much of what was lost comes back?',
      options: {
        little: 'Less than a third',
        half: 'Between one and two thirds',
        most: 'More than two thirds, not all',
        all: 'All of it (97% or more)',
      },
      measured:
        'Trained {{trained}}, pruned {{pruned}}, fine-tuned {{tuned}}: {{returned}} of the loss came back.',
    },
    hole: {
      ask: 'How many survivors of fc1 move into the hole?',
      options: { none: 'None, or next to none', few: 'Fewer than one in ten', many: 'More than one in ten' },
      measured: '{{inside}} of the survivors are now inside the hole.',
    },
  },
} as const;
