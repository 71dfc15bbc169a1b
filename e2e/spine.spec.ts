import { expect, test } from '@playwright/test';
import { fromRecipeFragment, toRecipeFragment } from '../src/recipe/recipeUrl.ts';
import { recipeSchema } from '../src/recipe/schema.ts';
import { LabPage, watchLongTasks } from './lab.ts';

const UNTRAINED = toRecipeFragment(
  recipeSchema.parse({
    version: 1,
    seed: 3,
    dataset: { name: 'mnist' },
    network: { preset: 'lenet-300-100' },
  }),
);

test('a person trains, prunes, fine-tunes, compacts, and shares what they did', async ({ page }, info) => {
  const lab = new LabPage(page);
  await lab.open(`/${UNTRAINED}`);
  await expect(page.getByRole('button', { name: /Computes on WebAssembly/ })).toBeVisible();
  const before = await lab.accuracyOf(lab.rows().first());
  expect(before).toBeLessThan(0.3);

  // Train on real MNIST.
  await lab.chooseStep('Train');
  await lab.fill('Length', '1');
  const readLongest = await watchLongTasks(page);
  const trained = await lab.accuracyOf(await lab.apply('Train'));
  const longestMs = await readLongest();
  info.annotations.push({ type: 'longest main-thread task while training', description: `${longestMs} ms` });
  console.log(`longest main-thread task while training: ${longestMs.toFixed(0)} ms`);
  expect(trained).toBeGreaterThan(0.9);
  expect(longestMs).toBeLessThan(100);

  // Prune 80 % of the weights.
  await lab.chooseStep('Prune');
  await lab.fill('Value', '80');
  await lab.rest();
  const pruned = await lab.accuracyOf(await lab.apply('Apply'));
  await expect(lab.rows().last()).toHaveAccessibleName(
    /20\s*% of the weights kept|20\.0\s*% of the weights kept/,
  );
  expect(pruned).toBeLessThan(trained - 0.005);

  // Fine-tune, and see it return.
  await lab.chooseStep('Train');
  await lab.fill('Length', '2');
  const tuned = await lab.accuracyOf(await lab.apply('Fine-tune'));
  expect(tuned).toBeGreaterThan(pruned + 0.005);
  expect(tuned).toBeGreaterThan(trained - 0.015);
  await expect(lab.rows().last()).toHaveAccessibleName(/20(\.0)?\s*% of the weights kept/);

  // Cut whole neurons, and compact to a truly smaller network with the same accuracy.
  await lab.chooseStep('Prune');
  await lab.choose('What to prune', 'Filters');
  await lab.fill('Value', '30');
  await lab.rest();
  const narrowed = await lab.accuracyOf(await lab.apply('Apply'));
  await lab.chooseStep('Compact');
  const compacted = await lab.accuracyOf(await lab.apply('Apply'));
  expect(Math.abs(compacted - narrowed)).toBeLessThanOrEqual(0.0005);
  const units = await page.evaluate(() =>
    window
      .__lab!.store.getState()
      .nodes.at(-1)!
      .snapshot!.spec.nodes.flatMap((node) => (node.kind === 'dense' ? [node.units] : [])),
  );
  // At most what was cut on purpose is left: neurons that the weight pruning had left without input went too.
  expect(units[0]).toBeLessThanOrEqual(210);
  expect(units[1]).toBeLessThanOrEqual(70);
  expect(units[2]).toBe(10);

  // Share: the link alone brings the same recipe back.
  await lab.share();
  const shared = fromRecipeFragment(new URL(page.url()).hash)!;
  expect(shared.steps.map(({ kind }) => kind)).toEqual(['train', 'prune', 'train', 'prune', 'compact']);
  const again = await page.context().newPage();
  const other = new LabPage(again);
  await other.open(page.url());
  await expect(other.rows()).toHaveCount(6);
  await other.share();
  expect(fromRecipeFragment(new URL(again.url()).hash)).toEqual(shared);

  expect([...lab.problems(), ...other.problems()]).toEqual([]);
});

test('the page opens on a trained network: drag, undo, branch, compare', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  expect(await lab.accuracyOf(lab.rows().first())).toBeGreaterThanOrEqual(0.99);

  // The threshold on the histogram follows the keyboard as it follows the hand.
  const threshold = page.getByRole('slider', { name: /threshold/i }).first();
  await threshold.focus();
  for (let press = 0; press < 10; press++) await threshold.press('ArrowRight');
  await lab.rest();
  await expect(page.getByText(/Accuracy measured on 500 test images/).first()).toBeVisible();
  await lab.apply('Apply');
  await expect(lab.rows()).toHaveCount(2);

  // Undo and redo bring the row away and back, without computing again.
  await lab.button('Undo').click();
  await expect(lab.rows()).toHaveCount(1);
  await lab.button('Redo').click();
  await expect(lab.rows()).toHaveCount(2);

  // A second step from the start is a branch, right below the start.
  await lab.rows().first().click();
  await lab.chooseStep('Prune');
  await lab.fill('Value', '1.5');
  await lab.rest();
  await lab.apply('Apply');
  await expect(lab.rows()).toHaveCount(3);
  await expect(lab.rows().nth(1)).toHaveAttribute('aria-level', '2');

  // A and B are drawn over each other.
  await lab
    .rows()
    .nth(2)
    .getByRole('button', { name: /Compare with this snapshot/ })
    .click();
  await lab.rest();
  await expect(
    lab
      .rows()
      .nth(2)
      .getByRole('button', { name: /Stop comparing/ }),
  ).toBeVisible();
  expect(lab.problems()).toEqual([]);
});

test('a training is paused, stepped, finished early, and stopped', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${UNTRAINED}`);
  await lab.chooseStep('Train');
  await lab.fill('Length', '5');
  await lab.button('Train one batch').click();
  const batches = page.locator('dt', { hasText: 'Batch' }).locator('xpath=following-sibling::dd');
  await expect(batches).toHaveText(/^1 \//);
  await lab.button('Train one batch').click();
  await expect(batches).toHaveText(/^2 \//);
  await lab.button('Finish here and keep').click();
  await lab.rest();
  await expect(lab.rows()).toHaveCount(2);
  await expect(lab.rows().last()).toHaveAccessibleName(/2 batches/);

  await lab.button('Play: start training').click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await lab.button('Stop and discard').click();
  await lab.rest(10_000);
  await expect(lab.rows()).toHaveCount(2);
  expect(lab.problems()).toEqual([]);
});

test('bad links and bad files get a sentence, and the page goes on', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('/#r=9.abc');
  await expect(page.getByText(/version 9/i).first()).toBeVisible();
  await expect(lab.rows()).toHaveCount(1);
  await lab.open('/?again#r=1.broken');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(lab.rows()).toHaveCount(1);
});

test('a missing shard is named and can be tried again', async ({ page }) => {
  const lab = new LabPage(page);
  let missing = true;
  await page.route('**/datasets/mnist/test-0*', (route) =>
    missing ? route.fulfill({ status: 404 }) : route.continue(),
  );
  await lab.open(`/${UNTRAINED}`);
  await expect(page.getByText(/test-0/).first()).toBeVisible();
  missing = false;
  await lab.button('Try again').click();
  await lab.rest();
  await expect(lab.rows().first()).toHaveAccessibleName(/Accuracy/);
});

test('中文: the page speaks Chinese and remembers it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByText('中文', { exact: true }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  await expect(page.getByRole('tab', { name: '敏感度' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
});
