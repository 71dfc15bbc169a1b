/** The lesson on the lottery ticket hypothesis. */
export const lottery = {
  title: 'The lottery ticket',
  summary: 'Is it the mask that matters, or the mask with its first weights?',
  measures: 'accuracy of a rewound and of a redrawn sparse network',
  pages: {
    idea: {
      title: 'A lucky draw',
      text: 'Train, prune, then put the weights that are left back to where they began. Frankle and Carbin say: such a sparse network trains as well as the whole one, because its first weights were a lucky draw. They call it a winning ticket.',
    },
    train: {
      title: 'Find the mask',
      text: 'A LeNet-300-100 is trained for 1,000 batches of 60 images. Then 95% of the weights of each layer are pruned by magnitude.',
      act: 'Train and prune',
    },
    start: {
      title: 'Back to the start',
      text: 'Rewinding gives the survivors their first, random values again; the mask stays. Nothing has been trained with these values.',
    },
    rewind: {
      title: 'Rewind',
      text: 'Row “ticket” holds the first weights under the mask.',
      act: 'Rewind to the start',
    },
    winner: {
      title: 'Ticket against control',
      text: 'The ticket is trained. So is a control: the same mask, but weights drawn anew. Same images, same batches.',
    },
    dense: {
      title: 'Ticket against the whole',
      text: 'The whole network was trained on as many batches, with twenty times the weights.',
    },
    race: {
      title: 'The race',
      text: 'Both are trained for 1,000 batches; the accuracy is that on all 10,000 test images.',
      act: 'Train ticket and control',
    },
    end: {
      title: 'What you found',
      text: 'One run is one draw: “Several seeds” in the menu of the recipe repeats it.\nThe paper prunes again and again, a fifth each time, and trains 50,000 batches; one cut finds weaker tickets. Liu et al. found that with large learning rates and structured pruning redrawn weights do as well.',
    },
  },
  questions: {
    start: {
      ask: 'How accurate is the rewound network, before any training?',
      options: { chance: 'As bad as guessing (below 20%)', some: '20 to 60%', most: 'More than 60%' },
      measured: 'Rewound: {{rewound}}. The whole untrained network: {{untrained}}.',
    },
    winner: {
      ask: 'Which one is more accurate after training?',
      options: { ticket: 'The ticket', control: 'The control', same: 'No difference beyond chance' },
      measured: 'Ticket {{ticket}}, control {{control}}: {{difference}} points.',
    },
    dense: {
      ask: 'Where is the trained ticket, compared with the whole network?',
      options: {
        above: 'More than 1 point above',
        within: 'Within 1 point',
        below: 'More than 1 point below',
      },
      measured: 'Whole {{dense}}, ticket {{ticket}}: {{difference}} points.',
    },
  },
} as const;
