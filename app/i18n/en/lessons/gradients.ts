/** The lesson on gradient sparsity and deep gradient compression. */
export const gradients = {
  title: 'Gradient sparsity and DGC',
  summary: 'Four workers send one gradient in a hundred. Does the training still work?',
  measures: 'bytes on the wire, accuracy, age of what is held back',
  pages: {
    workers: {
      title: 'Many workers, one network',
      text: 'Several machines train the same network, each on its part of a batch. After every batch they exchange gradients: as many numbers as there are weights.\nMost gradients are tiny. Why send them all?',
    },
    bytes: {
      title: 'What a message costs',
      text: 'Each worker sends only the 1% largest gradients. A value sent costs 32 bits, and 16 more say how many zeros stand before it.',
    },
    worst: {
      title: 'Three rules',
      text: 'Dense sends everything. Threshold sends large values and adds the rest to the next step. DGC holds back momentum instead of bare gradients, so that a late value still does what it would have done in time.\nAll begin alike and train 150 batches.',
    },
    age: {
      title: 'Old news',
      text: 'What is held back waits until it has grown large enough. The lab counts how many batches ago a value was last sent.',
    },
    lab: {
      title: 'Let them train',
      text: 'Four simulated workers, batch 128, learning rate 0.1, momentum 0.9, one rule after the other. Each is then tested on all test images.',
      task: 'Press “Compare” in the lab with its first settings, or the button here.',
      act: 'Compare the three rules',
    },
    switches: {
      title: 'Try the switches',
      text: 'DGC has four: momentum correction, local clipping, factor masking, warm-up. Switch one, compare again, and look at the curves. Finished rules stay.',
    },
    end: {
      title: 'What you found',
      text: 'Nothing is lost that is only delayed, as long as the delay does not spoil the momentum.\nLin et al. send 0.1% and raise the sparsity over some epochs first; a run of zeros longer than 65,535 needs a filler, which the lab counts too. The often quoted 99.9% is about exchange, not about weights.',
    },
  },
  questions: {
    bytes: {
      ask: 'With 1% of the values sent: how many times fewer bytes?',
      measured: 'DGC sent {{times}} times fewer bytes than dense exchange.',
    },
    worst: {
      ask: 'Which rule ends with the lowest accuracy?',
      options: { dense: 'Dense', threshold: 'Threshold', dgc: 'DGC', same: 'No difference beyond chance' },
      measured: 'Dense {{dense}}, threshold {{threshold}}, DGC {{dgc}}.',
    },
    age: {
      ask: 'With DGC, how old is a value held back, on average?',
      options: { few: 'Fewer than 10 batches', tens: '10 to 100 batches', hundreds: 'More than 100 batches' },
      measured: '{{steps}} batches on average over the training.',
    },
  },
} as const;
