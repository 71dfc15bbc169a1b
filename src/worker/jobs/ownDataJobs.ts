import type { OwnDatasetName } from '../../data/dataset.ts';
import { OWN_FORMS, TEST_SHARES } from '../../data/own/ownData.ts';
import type { OwnImages } from '../../data/own/ownImages.ts';
import { nameChoice, type PackChoice, packOwnDataset } from '../../data/own/packOwnDataset.ts';
import { refuseImages } from '../../data/own/refuseImages.ts';
import { fitNetwork } from '../../recipe/fitNetwork.ts';
import type { Recipe } from '../../recipe/schema.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { readOwnImages } from './readOwnImages.ts';
import { summarizeImages } from './summarizeImages.ts';

/** The choice under which the images have the name that a recipe waits for; the one given where there is none. */
async function findChoice(
  images: OwnImages,
  choice: PackChoice,
  awaited: OwnDatasetName | string,
): Promise<PackChoice> {
  const shares = images.isTest ? [choice.testShare] : [choice.testShare, ...TEST_SHARES];
  for (const form of new Set([choice.form, ...(Object.keys(OWN_FORMS) as PackChoice['form'][])])) {
    if (!images.pixels[form]) continue;
    for (const testShare of new Set(shares)) {
      if ((await nameChoice(images, { form, testShare })) === awaited) return { form, testShare };
    }
  }
  return choice;
}

/** Jobs that take in somebody's own images. */
export function createOwnDataJobs(session: Pick<Session, 'ownData'>) {
  let held: OwnImages | undefined;

  const inspectImages: JobHandler<'inspectImages'> = async ({ files, open }, { signal, onProgress }) => {
    held = undefined;
    const images = await readOwnImages(files, { signal, onProgress });
    held = images;
    return summarizeImages(images, open);
  };

  const importImages: JobHandler<'importImages'> = async ({ form, testShare, open, awaited }) => {
    if (!held) throw refuseImages('forgotten', 'the images are no longer held (expected to be read again)');
    const wanted = { form, testShare };
    const choice = awaited === undefined ? wanted : await findChoice(held, wanted, awaited);
    const { manifest, files } = await packOwnDataset(held, choice);
    const { imageShape, classes } = manifest;
    const name = manifest.name as OwnDatasetName;
    await session.ownData.put(name, files);
    return {
      version: 1,
      seed: 1,
      dataset: { name },
      network: { spec: fitNetwork(open, imageShape, classes.length) } as Recipe['network'],
      steps: [],
    };
  };

  const forgetImages: JobHandler<'forgetImages'> = async () => {
    held = undefined;
    return null;
  };

  return { inspectImages, importImages, forgetImages };
}
