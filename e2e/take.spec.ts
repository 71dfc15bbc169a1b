import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { LabPage } from './lab.ts';

/** Chooses something to take home in the dialog of the file menu; returns where it was saved. */
async function takeHome(lab: LabPage, name: RegExp, path: string): Promise<string> {
  const saving = lab.page.waitForEvent('download');
  await lab.page
    .getByRole('dialog')
    .getByRole('listitem')
    .filter({ hasText: name })
    .getByRole('button')
    .click();
  await (await saving).saveAs(path);
  return path;
}

test('a pruned network goes home compacted as a LayersModel and comes back with the same accuracy', async ({
  page,
}, info) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.choose('What to prune', 'Filters');
  await lab.fill('Value', '30');
  await lab.rest();
  const pruned = await lab.accuracyOf(await lab.apply('Apply'));

  await lab.button('File').click();
  await page.getByRole('menuitem', { name: /Take snapshot A home/ }).click();
  await page.getByText('compacted', { exact: false }).first().click();
  const model = await takeHome(lab, /LayersModel/, info.outputPath('model.zip'));
  expect(Object.keys(unzipSync(readFileSync(model)))).toEqual(
    expect.arrayContaining(['model.json', 'weights.bin']),
  );
  const torch = await takeHome(lab, /^PyTorch package/, info.outputPath('torch.zip'));
  expect(Object.keys(unzipSync(readFileSync(torch))).some((name) => name.endsWith('.py'))).toBe(true);
  const report = await takeHome(lab, /Report/, info.outputPath('report.html'));
  const html = readFileSync(report, 'utf8');
  expect(html).toContain('<svg');
  expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  await page.keyboard.press('Escape');

  const choosing = page.waitForEvent('filechooser');
  await lab.button('File').click();
  await page.getByRole('menuitem', { name: /Open a file/ }).click();
  await (await choosing).setFiles(model);
  const dialog = page.getByRole('dialog', { name: 'Open a network from files' });
  await expect(dialog.getByText(/MNIST/).first()).toBeVisible();
  await dialog.getByRole('button', { name: /^Open/ }).click();
  await expect(dialog).toHaveCount(0);
  await lab.rest();
  await expect(lab.rows()).toHaveCount(1);
  expect(Math.abs((await lab.accuracyOf(lab.rows().first())) - pruned)).toBeLessThanOrEqual(0.0005);
  await lab.apply('Apply');
  await expect(lab.rows()).toHaveCount(2);
  expect(lab.problems()).toEqual([]);
});
