import { expect, type Page, test } from '@playwright/test';
import { LabPage } from './lab.ts';

/** Opens the page on its trained network, with nine tenths of its weights pruned, and a view on the stage. */
async function openPruned(page: Page, view: string): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.open();
  await lab.fill('Value', '90');
  await lab.rest();
  await lab.apply('Apply');
  await lab.show(view);
  return lab;
}

/** The page stood still and said nothing of a failure. */
async function expectWell(lab: LabPage): Promise<void> {
  await expect(lab.page.getByText(/could not be drawn/i)).toHaveCount(0);
  expect(lab.problems()).toEqual([]);
}

test('Weights: the phases of a layer, its first layer’s mask, and every tensor in numbers', async ({
  page,
}) => {
  const lab = await openPruned(page, 'Weights');
  // What lies further down is measured when it comes into sight.
  await lab.scrollTo(page.getByText(/step by step/).first());
  const phases = page.getByRole('button', { name: /90.*pruned/ });
  await expect(phases.last()).toBeVisible();
  await lab.scrollTo(page.getByText('Where the first layer looks'));
  await expect(page.getByText(/weights kept; struck through: none/)).toBeVisible();
  await lab.scrollTo(page.getByText('All tensors in numbers'));
  const row = page.getByRole('row', { name: /^fc1\.weight/ });
  await expect(row).toContainText('40,000');
  await expect(row).toContainText('90.0');
  await expectWell(lab);
});

test('Filters: one is cut by hand, its price is measured, and it becomes a step', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.show('Filters');
  const grid = page.getByRole('group', { name: /^20 filters of conv1/ });
  await grid.focus();
  await grid.press('ArrowRight');
  await grid.press('Enter');
  await expect(page.getByText('1 of 20').first()).toBeVisible();
  await lab.rest();
  await expect(page.getByText(/Measured on 500 test images/).first()).toBeVisible();
  const row = await lab.apply('Apply');
  await expect(row).toHaveAccessibleName(/Prune 1 of the filters/);
  await expect(page.getByText('1 pruned before').first()).toBeVisible();
  await expectWell(lab);
});

test('Activations: layers and channels measured, and the images that wake one', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.show('Activations');
  await expect(page.getByText(/APoZ/).first()).toBeVisible();
  await expect(page.getByText(/Measured on 1,000 test images/)).toBeVisible();
  await lab.button('Show the sleepiest kept channel').click();
  await lab.rest();
  await expect(page.getByRole('img', { name: /[Tt]est image/ }).first()).toBeVisible();
  await expectWell(lab);
});

test('Sensitivity: measured live, stopped, and gone on with', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.show('Sensitivity');
  await lab.button('Measure').click();
  await lab.button('Cancel').click();
  await expect(lab.button('Cancel')).toHaveCount(0);
  await expect(page.getByText(/points measured so far stand/)).toBeVisible();
  await lab.button('Continue').click();
  await lab.rest();
  await expect(page.getByText(/breaks first/)).toBeVisible();
  await expectWell(lab);
});

test('Gradients: how many are below a threshold, now and over a training that records', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.show('Gradients');
  await expect(page.getByText('holds back 90 % of the net')).toBeVisible();
  const threshold = page.getByRole('slider', { name: 'Threshold on |g|' });
  await threshold.focus();
  await threshold.press('ArrowRight');
  await expect(page.getByText('holds back 90 % of the net')).toHaveCount(0);
  await lab.chooseStep('Train');
  await lab.fill('Length', '0.1');
  await page.getByRole('checkbox', { name: /Record gradients and weights/ }).check();
  await lab.apply('Train');
  await expect(page.getByText(/Share below/).first()).toBeVisible();
  await expectWell(lab);
});

test('Structure: what goes with a channel, and the widths along the depth', async ({ page }) => {
  const lab = await openPruned(page, 'Structure');
  await expect(page.getByText('Channels of each layer along the depth')).toBeVisible();
  await expect(page.getByRole('row', { name: /conv1.*of 20/ })).toBeVisible();
  await expect(page.getByText(/conv2 input/).first()).toBeVisible();
  await expectWell(lab);
});

test('Cost: bytes by encoding, time by measuring, snapshots on one front', async ({ page }) => {
  const lab = await openPruned(page, 'Cost');
  const measure = (chapter: string) =>
    page
      .getByRole('region', { name: chapter })
      .getByRole('button', { name: /^Measure/ })
      .click();
  // Of A all formats are encoded; B is not.
  const unknown = page.getByText('not measured yet');
  await expect(unknown).toHaveCount(16);
  await measure('What it weighs');
  await expect(unknown).toHaveCount(8);
  await lab.rest();
  await measure('What it takes here');
  await lab.rest();
  await expect(page.getByText(/Median of 30 runs of 64 images on wasm/)).toBeVisible();
  await measure('What special hardware would do');
  await lab.rest();
  await expect(page.getByText(/load balance/i).first()).toBeVisible();
  await page.getByRole('region', { name: 'All snapshots at once' }).scrollIntoViewIfNeeded();
  await expect(
    page.getByRole('region', { name: 'All snapshots at once' }).getByText(/start/).first(),
  ).toBeVisible();
  await expectWell(lab);
});

test('Samples: what flipped, and a digit drawn by hand', async ({ page }) => {
  const lab = await openPruned(page, 'Samples');
  await expect(page.getByText(/Measured on 2,000 of 10,000 test images/)).toBeVisible();
  await expect(page.getByText(/Right → wrong \([1-9]/)).toBeVisible();
  await page.getByText('Your own picture').first().click();
  const pad = page.locator('canvas').first();
  const box = (await pad.boundingBox())!;
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.5, 0.2));
  await page.mouse.down();
  for (let step = 1; step <= 10; step++) await page.mouse.move(...at(0.5, 0.2 + 0.06 * step));
  await page.mouse.up();
  await lab.rest();
  await expect(page.getByText(/says 1|says 7/).first()).toBeVisible();
  await expectWell(lab);
});
