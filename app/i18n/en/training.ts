/** The words of what a training can be given besides its length and optimizer. */
export const training = {
  more: 'Schedule, penalties, teacher, validation',
  schedule: {
    label: 'Learning rate over the training',
    constant: 'Constant',
    step: 'Falls to a tenth at ½ and ¾',
    stepOther: 'Falls at {{places}}',
    cosine: 'Cosine, down to 0',
  },
  penalties: {
    title: 'Penalties',
    hint: 'Pull weights towards 0 while they learn. Added to the gradient, never to biases.',
    l1: 'L1 of weights',
    l2: 'L2 of weights',
    slimming: 'L1 of batch norm scales γ',
    slimmingHint:
      'Network slimming (Liu 2017): channels that are not needed get a small γ. Cut them by the criterion “BN scale”. Can be changed while it trains.',
    slimmingNone: 'This network has no batch normalisation.',
    groupLasso: 'Group lasso of filters',
    groupLassoHint: 'Pulls a filter as a whole (Wen 2016): λ · √n · ‖filter‖.',
  },
  teacher: {
    title: 'Teacher',
    none: 'No teacher',
    label: 'Learns from the logits of',
    hint: 'Knowledge distillation (Hinton 2015): the labels and a teacher’s softened answers together.',
    temperature: 'Temperature',
    weight: 'Teacher’s share',
    refine: 'Refine the teacher’s answers along',
    refineHint:
      'Label refinement (CURL, Luo & Wu 2020): the teacher’s logits of each training image are trained too, for small data sets.',
    labelRate: 'Their learning rate',
    mixup: 'Mixup α (0: off)',
    mixupHint: 'Mixes images and labels in pairs (Zhang 2018).',
    mixupNone: 'A mixed image has no answer of its own to refine.',
  },
  validation: {
    label: 'Hold training images out and measure them',
    hint: 'The last training images are not trained on. The batch with their least loss is the early-stop iteration (Frankle & Carbin 2019).',
    images: 'Images',
    every: 'Every n batches',
  },
  scaleDropout: 'Weaken dropout as weights are pruned',
  scaleDropoutHint: 'D · √(kept / all) of the layer before it (Han 2015, eq. 2).',
  loss: {
    title: 'Loss of the training that made A',
    train: 'training batches',
    held: 'held-out images',
    chart: 'Loss over {{batches}} batches',
    batch: 'Batch',
    loss: 'Loss (cross-entropy, nats)',
    curve: 'Curve',
    low: 'Low',
    high: 'High',
    point: '{{name}}, batch {{batch}}: {{loss}}',
    earlyStop:
      'The loss of {{images}} held-out images is least at batch {{batch}}: the early-stop iteration. Points of the training batches are means since the point before, penalties left out.',
    noValidation:
      'Means over the batches since the point before, penalties left out. Hold images out (step Train) to see where learning stops to help.',
  },
  curve: {
    label_one: 'Sparsity after {{count}} round: {{sparsity}}',
    label_other: 'Sparsity round by round, up to {{sparsity}} after {{count}} rounds',
    grip: 'End of the schedule: up and down for the sparsity, left and right for the rounds',
    end_one: '{{sparsity}} after {{count}} round',
    end_other: '{{sparsity}} after {{count}} rounds',
    round: 'Round',
  },
  live: {
    slimming: 'L1 of batch norm scales γ from the next batch on',
  },
} as const;
