import { expect, test } from '@playwright/test';
import { recipeSchema, toRecipeFragment } from '../src/index.ts';
import { LabPage } from './lab.ts';

const RECIPE = toRecipeFragment(
  recipeSchema.parse({
    version: 1,
    seed: 5,
    dataset: { name: 'mnist', trainSize: 512, testSize: 256 },
    network: { preset: 'lenet-5' },
    steps: [{ kind: 'train', steps: 3, batchSize: 32 }],
  }),
);

/** Trains by the link on one backend and returns its name and the test loss after. */
async function trainOn(lab: LabPage, backend: string) {
  await lab.open(`/?backend=${backend}${RECIPE}`);
  await lab.button('Run').click();
  await expect(lab.rows().last()).toHaveAccessibleName(/Accuracy/, { timeout: 180_000 });
  await lab.rest();
  return lab.page.evaluate(() => {
    const { backend, nodes } = window.__lab!.store.getState();
    return {
      name: backend!.name,
      device: backend!.device,
      loss: nodes.map((node) => node.snapshot!.summary.accuracy.loss),
    };
  });
}

test('WebGL trains the same network as WebAssembly', async ({ page }) => {
  const lab = new LabPage(page);
  const webgl = await trainOn(lab, 'webgl');
  expect(webgl.name).toBe('webgl');
  const wasm = await trainOn(lab, 'wasm');
  expect(wasm.name).toBe('wasm');
  // The mean loss of 256 images after three steps: logits that differed by more would show here.
  for (const [index, loss] of wasm.loss.entries())
    expect(Math.abs(webgl.loss[index]! - loss)).toBeLessThan(1e-3);
  expect(lab.problems()).toEqual([]);
});
