/** Words of what the recipe's rows and the run bar offer beyond their first look. */
export const rail = {
  menu: {
    branch: 'Branch from here',
    branchHint: 'Looks at this snapshot: the next step grows from it as a branch of its own.',
    rename: 'Rename',
    addNote: 'Add a note',
    editNote: 'Edit the note',
    repeat: 'Run again from here',
    repeatHint:
      'Runs this row and what follows once more, as a branch. The same numbers are expected: seeds depend on the recipe, the depth and the kind of step.',
    seeds: 'Run with several seeds…',
    seedsHint:
      'Runs the way from the start to here once for each seed, and tells how far the results differ.',
    again: 'Run this recipe again…',
    againHint: 'Runs every row again beside the tree and tells whether the numbers are the same.',
    studies: 'Studies…',
    studiesHint:
      'Runs the experiments of papers on this machine and sets the results beside what was published.',
    commands: 'All commands…',
    remove: 'Delete this step and what follows',
  },
  note: {
    label: 'Note on this step',
    placeholder: 'Why, or what to see',
    hint: 'Enter keeps it, Shift+Enter begins a line, Escape leaves it as it was.',
  },
  repeat: {
    same: '= the same numbers as {{name}}',
    sameHint: 'Accuracy, loss and kept weights are equal to the last digit.',
    other: '≠ {{name}}: {{points}} points',
    otherHint:
      'Accuracy {{before}} before, {{after}} now. Another backend or number of threads may round otherwise.',
    otherSmall: '≠ {{name}}: same accuracy, other loss',
  },
  seeds: {
    title: 'Run with several seeds',
    explain_one:
      'One run is a single throw of the dice. The step from the start to {{name}} runs once for each seed, one after another and beside the tree.',
    explain_other:
      'One run is a single throw of the dice. The {{count}} steps from the start to {{name}} run once for each seed, one after another and beside the tree.',
    shipped:
      'The start has shipped weights, the same for every seed: runs differ only by the order of the images in training, by dropout and by what is drawn at random.',
    fresh: 'Every run begins with fresh weights of its own seed.',
    count: 'Seeds, from 1 to',
    estimate: 'About {{time}}, by the time these steps took here.',
    known: 'Seeds up to {{count}} have been run; only the others will be.',
    allKnown: 'All of these have been run.',
    run: 'Run',
    cancel: 'Cancel',
    close: 'Close',
    running: 'Run {{run}} of {{runs}}, seed {{seed}}',
    left: 'about {{time}} left',
    progress: 'Progress of all runs',
    nothing: 'Choose a row that has been run and is not the start.',
    busy: 'A step is running. Finish or stop it first.',
    tableOf: 'Mean ± sample standard deviation over the seeds, and the range',
    step: 'Snapshot',
    accuracy: 'Accuracy',
    range: 'lowest – highest',
    kept: 'Kept weights',
    n: 'n',
    spread: '{{mean}} ± {{deviation}}',
    rangeOf: '{{low}} – {{high}}',
    stripSpan: '{{points}} points wide',
    stripHint:
      'Each strip stands around its own mean, and all span the same: a dot per seed, the mean as a bar, ± one deviation as a band.',
    strip: 'Accuracy of {{name}} in {{count}} runs, from {{low}} to {{high}}, mean {{mean}}',
    point: 'seed {{seed}}: {{accuracy}}',
    measured:
      'Measured on {{images}} test images, on {{backend}}. ± is the sample standard deviation (n − 1).',
    csv: 'Download CSV',
  },
  again: {
    title: 'Run this recipe again',
    explain:
      'Every finished row is run once more, beside the tree. The same recipe, seed and backend must give the same numbers.',
    run: 'Run again',
    step: 'Snapshot',
    before: 'Before',
    after: 'Again',
    same: 'Same',
    equal: '= equal',
    unequal: '≠ {{points}} points',
    unequalLoss: '≠ loss only',
    allSame_one: '{{count}} row: accuracy, loss and kept weights are equal to the last digit.',
    allSame_other: 'All {{count}} rows: accuracy, loss and kept weights are equal to the last digit.',
    someOther_one:
      '{{count}} row differs. Another backend or number of threads since then rounds otherwise; that is the usual reason.',
    someOther_other:
      '{{count}} rows differ. Another backend or number of threads since then rounds otherwise; that is the usual reason.',
    soFar: '{{count}} of {{total}} rows so far',
    shippedStart: 'The start has shipped weights and is not made again.',
  },
  rate: {
    change: 'Change the learning rate, now {{rate}}',
    label: 'Learning rate from the next batch on',
    slider: 'Learning rate, in powers of ten',
    explain:
      'The training ends at this batch and a new step does the rest at the new rate, so that the recipe stays true. The optimizer’s memory and the order of the images begin anew.',
    apply: 'Go on at {{rate}}',
    changing: 'changing…',
  },
  link: {
    unknownTitle: 'Part of the link was not understood',
    unknown: 'These options are unknown and were left out: {{options}}',
    fullPage: 'Open in Pruning Lab',
  },
} as const;
