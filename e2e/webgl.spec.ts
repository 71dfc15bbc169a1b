import { expect, test } from '@playwright/test';
import { toRecipeFragment } from '../src/recipe/recipeUrl.ts';
import { recipeSchema } from '../src/recipe/schema.ts';
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

const IMAGES = 4;

/** Trains by the link on one backend and returns its name and the logits of the first test images after. */
async function trainOn(lab: LabPage, backend: string) {
  await lab.open(`/?backend=${backend}${RECIPE}`);
  await lab.button('Run').click();
  await expect(lab.rows().last()).toHaveAccessibleName(/Accuracy/, { timeout: 180_000 });
  await lab.rest();
  return lab.page.evaluate(async (images) => {
    const { store, client } = window.__lab!;
    const { backend, nodes } = store.getState();
    const logits: number[][] = [];
    for (let index = 0; index < images; index++) {
      const maps = await client.run('featureMaps', { id: nodes.at(-1)!.id, image: { index } });
      logits.push([...maps.nodes.at(-1)!.values]);
    }
    return { name: backend!.name, device: backend!.device, logits };
  }, IMAGES);
}

test('WebGL trains the same network as WebAssembly', async ({ page }) => {
  const lab = new LabPage(page);
  const webgl = await trainOn(lab, 'webgl');
  expect(webgl.name).toBe('webgl');
  const wasm = await trainOn(lab, 'wasm');
  expect(wasm.name).toBe('wasm');
  expect(webgl.device).not.toBe(wasm.device);
  expect(webgl.logits.map(({ length }) => length)).toEqual(Array(IMAGES).fill(10));
  for (const [image, logits] of wasm.logits.entries()) {
    for (const [index, value] of logits.entries()) {
      expect(Math.abs(webgl.logits[image]![index]! - value)).toBeLessThan(1e-3);
    }
  }
  expect(lab.problems()).toEqual([]);
});
