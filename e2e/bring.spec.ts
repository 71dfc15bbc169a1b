import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { encode } from 'fast-png';
import { gzipSync, unzipSync, zipSync } from 'fflate';
import { LabPage } from './lab.ts';

const SIDE = 28;
const SIZE = SIDE * SIDE;
const PER_CLASS = 120;
const CLASSES = ['one', 'seven', 'zero'];
const DIGITS = [1, 7, 0];

/** MNIST's first test images of three digits, with the place of their class in `CLASSES`. */
function readDigits(): readonly { readonly label: number; readonly pixels: Uint8Array }[] {
  const { splits } = JSON.parse(readFileSync('public/datasets/mnist/manifest.json', 'utf8')) as {
    splits: { test: { shards: { file: string; count: number }[] } };
  };
  const [shard] = splits.test.shards;
  const bytes = gunzipSync(readFileSync(`public/datasets/mnist/${shard!.file}`));
  const taken = DIGITS.map(() => 0);
  return Array.from({ length: shard!.count }, (_, at) => ({
    label: DIGITS.indexOf(bytes[at]!),
    pixels: bytes.subarray(shard!.count + at * SIZE, shard!.count + (at + 1) * SIZE),
  })).filter(({ label }) => label >= 0 && taken[label]!++ < PER_CLASS);
}

function writeZip(): Buffer {
  const counts = CLASSES.map(() => 0);
  const entries = readDigits().map(({ label, pixels }) => [
    `digits/${CLASSES[label]}/${counts[label]!++}.png`,
    encode({ width: SIDE, height: SIDE, channels: 1, depth: 8, data: pixels }),
  ]);
  const damaged = ['digits/one/damaged.png', new Uint8Array(100)];
  return Buffer.from(zipSync(Object.fromEntries([...entries, damaged]), { level: 0 }));
}

function writeIdx(): readonly {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}[] {
  const digits = readDigits();
  const header = (...shape: number[]) =>
    Buffer.from([0, 0, 8, shape.length, ...shape.flatMap((length) => [0, 0, length >> 8, length & 255])]);
  const images = Buffer.concat([header(digits.length, SIDE, SIDE), ...digits.map(({ pixels }) => pixels)]);
  const labels = Buffer.concat([
    header(digits.length),
    Buffer.from(digits.map(({ label }) => DIGITS[label]!)),
  ]);
  const mimeType = 'application/octet-stream';
  return [
    { name: 'train-images-idx3-ubyte.gz', mimeType, buffer: Buffer.from(gzipSync(images)) },
    { name: 'train-labels-idx1-ubyte', mimeType, buffer: labels },
  ];
}

async function chooseFiles(
  lab: LabPage,
  files: Parameters<import('@playwright/test').FileChooser['setFiles']>[0],
) {
  const choosing = lab.page.waitForEvent('filechooser');
  await lab.button('File').click();
  await lab.page.getByRole('menuitem', { name: /Open a file…/ }).click();
  await (await choosing).setFiles(files);
}

test('a zip of pictures becomes a data set to train, prune and come back to, and to hand on', async ({
  page,
}, info) => {
  const lab = new LabPage(page);
  await lab.open();
  await chooseFiles(lab, { name: 'digits.zip', mimeType: 'application/zip', buffer: writeZip() });
  const dialog = page.getByRole('dialog', { name: 'Open your own images' });
  await expect(dialog.getByText('360 images · 3 classes')).toBeVisible();
  await expect(dialog.getByText(/1 picture that cannot be read/)).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'grey, 28×28' })).toBeChecked();
  await page.screenshot({ path: info.outputPath('dialog.png') });
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await lab.rest();
  await expect(page.getByRole('button', { name: /LeNet-5 · digits/ })).toBeVisible();
  const manifest = await page.evaluate(() => window.__lab!.store.getState().manifest!);
  expect(manifest.classes).toEqual(CLASSES);
  expect(manifest.splits.test.countPerClass).toEqual([24, 24, 24]);

  await lab.chooseStep('Train');
  await lab.fill('Length', '8');
  const trained = await lab.accuracyOf(await lab.apply('Train'));
  expect(trained).toBeGreaterThan(0.9);
  await lab.chooseStep('Prune');
  await lab.fill('Value', '70');
  await lab.rest();
  const pruned = await lab.accuracyOf(await lab.apply('Apply'));
  await lab.kept();

  await page.reload();
  await lab.rest();
  await expect(lab.rows()).toHaveCount(3);
  expect(await lab.accuracyOf(lab.rows().last())).toBe(pruned);
  await lab.show('Samples');
  await expect(page.getByText('seven').first()).toBeVisible();
  await lab.apply('Apply');
  await lab.kept();

  // The session file brings the images along to where they are not kept.
  const saving = page.waitForEvent('download');
  await lab.button('File').click();
  await page.getByRole('menuitem', { name: 'Save this session' }).click();
  const path = info.outputPath('session.zip');
  await (await saving).saveAs(path);
  expect(Object.keys(unzipSync(readFileSync(path)))).toContain('images/manifest.json');
  const { name } = manifest;
  await page.evaluate(async () => {
    const { client } = window.__lab!;
    for (const { id } of await client.run('listSessions', {})) await client.run('deleteSession', { id });
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('pruning-lab');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    await new Promise((resolve) => {
      const change = database.transaction('ownImages', 'readwrite');
      change.objectStore('ownImages').clear();
      change.oncomplete = resolve;
    });
    database.close();
    sessionStorage.clear();
    localStorage.removeItem('pruning-lab.session');
  });

  // A link says what is missing, and goes on when the same files come.
  await page.evaluate((dataset) => {
    const { store } = window.__lab!;
    const { header, drafts } = store.getState();
    return store.getState().openRecipe({ ...header, dataset: { name: dataset }, steps: [drafts.prune!] });
  }, name);
  await expect(page.getByText('The images are not in the link')).toBeVisible();
  await page.screenshot({ path: info.outputPath('missing.png') });
  const choosing = page.waitForEvent('filechooser');
  await lab.button('Choose the files…').click();
  await (await choosing).setFiles({ name: 'digits.zip', mimeType: 'application/zip', buffer: writeZip() });
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await page.waitForFunction((wanted) => window.__lab!.store.getState().manifest?.name === wanted, name);
  await lab.rest();
  await expect(lab.rows()).toHaveCount(2);

  await chooseFiles(lab, path);
  await expect(lab.rows()).toHaveCount(4);
  await lab.rest();
  expect(await lab.accuracyOf(lab.rows().nth(2))).toBe(pruned);
  expect(lab.problems()).toEqual([]);
});

test('IDX files become a data set, and a lone one is refused with a sentence', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await chooseFiles(lab, [...writeIdx()]);
  const dialog = page.getByRole('dialog', { name: 'Open your own images' });
  await expect(dialog.getByText('360 images · 3 classes')).toBeVisible();
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await lab.rest();
  const { classes, splits } = await page.evaluate(() => window.__lab!.store.getState().manifest!);
  expect(classes).toEqual(['0', '1', '7']);
  expect([splits.train.count, splits.test.count]).toEqual([288, 72]);

  await chooseFiles(lab, [...writeIdx().slice(0, 1)]);
  await expect(dialog.getByText(/IDX files come in pairs/)).toBeVisible();
  expect(lab.problems()).toEqual([]);
});
