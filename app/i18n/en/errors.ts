/** For each error code what happened, and what a person can do. */
export const errors = {
  'backend-unavailable': {
    title: 'The chosen way to compute is not available in this browser.',
    action: 'The page goes on with another one; see the badge in the top bar.',
  },
  'backend-self-test-failed': {
    title: 'A backend gave wrong results in its self-test and is not used.',
    action: 'The page goes on with another one. A newer browser or graphics driver may help.',
  },
  'context-lost': {
    title: 'The graphics device was taken away while computing.',
    action: 'The last finished snapshot is kept. Run the step again, or choose another backend.',
  },
  'dataset-missing': {
    title: 'The images could not be fetched.',
    action: 'Check the connection and try again; images that have arrived are kept.',
  },
  'dataset-damaged': {
    title: 'The images arrived damaged.',
    action: 'Reload the page to fetch them anew.',
  },
  'dataset-unknown': {
    title: 'The recipe names a data set that this page does not have.',
    action: 'Choose a network and data set in the top bar.',
  },
  'invalid-images': {
    title: 'These files hold no images that can be taken in.',
    action: 'Choose a folder with a folder of pictures for each class, a zip of it, or IDX files.',
  },
  'invalid-link': {
    title: 'This link does not hold a readable recipe.',
    action: 'It may have been cut short. Ask for it again; meanwhile the default network is open.',
  },
  'invalid-network': {
    title: 'The network of the recipe is not valid.',
    action: 'Correct the recipe where the message below says so.',
  },
  'invalid-recipe': {
    title: 'The recipe is not valid.',
    action: 'Correct the recipe where the message below says so.',
  },
  'invalid-weights': {
    title: 'The weights could not be read or do not fit the network.',
    action: 'Check the weights file of the recipe, or open an untrained network.',
  },
  'layer-emptied': {
    title: 'This step would leave a layer without anything.',
    action: 'Lower the amount, or leave that layer out.',
  },
  'link-version': {
    title: 'This link was made by another version of the page.',
    action: 'Open it with that version; meanwhile the default network is open.',
  },
  'not-a-number': {
    title: 'The loss stopped being a number.',
    action: 'The last good snapshot is kept. Try a smaller learning rate.',
  },
  'out-of-memory': {
    title: 'The memory of the device did not suffice.',
    action: 'Try a smaller batch size, close other tabs, or choose another backend.',
  },
  'own-images-missing': {
    title: 'The images of this recipe are not on this computer.',
    action: 'Open the files of the images, or the saved session.',
  },
  'preset-unknown': {
    title: 'The recipe names a network that this page does not have.',
    action: 'Choose a network and data set in the top bar.',
  },
  'step-impossible': {
    title: 'This step cannot be done on this network.',
    action: 'Choose other settings; the message below says what does not fit.',
  },
  'invalid-session': {
    title: 'This file is no session of Pruning Lab, or it is damaged.',
    action: 'Choose a file that Save session made. What is open stays as it is.',
  },
  'session-lost': {
    title: 'The browser no longer has all the weights of this session.',
    action: 'Its recipe was opened instead: run it again, and every step comes back.',
  },
  'storage-full': {
    title: 'The browser’s storage is full.',
    action: 'The work goes on in memory alone. Save the recipe before closing the page.',
  },
  'worker-died': {
    title: 'The computation broke off.',
    action: 'Finished snapshots are kept. Run the step again.',
  },
  unexpected: {
    title: 'Something unexpected went wrong.',
    action: 'Try again; if it comes back, save the recipe and reload the page.',
  },
} as const;
