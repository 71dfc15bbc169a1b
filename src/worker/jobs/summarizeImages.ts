import { OWN_FORMS, type OwnForm, sizeOfForm } from '../../data/own/ownData.ts';
import type { OwnImages } from '../../data/own/ownImages.ts';
import { fitNetwork } from '../../recipe/fitNetwork.ts';
import type { Recipe } from '../../recipe/schema.ts';
import type { OwnImagesSummary } from '../protocol.ts';

const MOST_SAMPLES = 16;
/** Images that are looked at for colours. */
const LOOKED_AT = 300;
/** Of 255: how far the channels of a pixel lie apart to be called coloured. */
const COLOURED = 24;
/** Of an image's pixels, and of the images looked at, so many have to be coloured. */
const SHARES = { pixels: 0.05, images: 0.1 } as const;

/** The form that suits images: coloured where a tenth of them have colours. */
export function chooseForm({ labels, pixels }: Pick<OwnImages, 'labels' | 'pixels'>): OwnForm {
  const { colour } = pixels;
  if (!colour) return 'grey';
  const size = sizeOfForm('colour');
  const step = Math.max(1, Math.floor(labels.length / LOOKED_AT));
  let [looked, coloured] = [0, 0];
  for (let image = 0; image < labels.length; image += step) {
    let count = 0;
    for (let at = image * size; at < (image + 1) * size; at += 3) {
      const [red, green, blue] = [colour[at]!, colour[at + 1]!, colour[at + 2]!];
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > COLOURED) count++;
    }
    looked++;
    if (count > SHARES.pixels * (size / 3)) coloured++;
  }
  return coloured > SHARES.images * looked ? 'colour' : 'grey';
}

/** Places of a few images: the first of each class, then the second, and so on. */
function pickSamples(labels: Uint8Array, classes: number): readonly number[] {
  const rounds = new Array<number>(classes).fill(0);
  const places = Array.from(labels, (label, place) => ({ label, place, round: rounds[label]!++ }));
  return places
    .filter(({ round }) => round < MOST_SAMPLES)
    .sort((a, b) => a.round - b.round || a.label - b.label)
    .slice(0, MOST_SAMPLES)
    .map(({ place }) => place);
}

/** What images are, for a person who decides whether to take them in. */
export function summarizeImages(images: OwnImages, open: Recipe['network']): OwnImagesSummary {
  const { title, classes, labels, isTest, pixels, leftOut } = images;
  const forms = (Object.keys(OWN_FORMS) as OwnForm[]).filter((form) => pixels[form]);
  const counts = classes.map(() => ({ images: 0, test: 0 }));
  labels.forEach((label, place) => {
    counts[label]!.images++;
    counts[label]!.test += isTest?.[place] ?? 0;
  });
  const sliceOf = (form: OwnForm, place: number) =>
    pixels[form]!.slice(place * sizeOfForm(form), (place + 1) * sizeOfForm(form));
  return {
    title,
    classes: classes.map((name, label) => ({
      name,
      images: counts[label]!.images,
      test: isTest ? counts[label]!.test : null,
    })),
    forms,
    form: chooseForm(images),
    networks: Object.fromEntries(
      forms.map((form) => [form, fitNetwork(open, OWN_FORMS[form], classes.length).name]),
    ),
    leftOut,
    samples: pickSamples(labels, classes.length).map((place) => ({
      label: labels[place]!,
      pixels: Object.fromEntries(forms.map((form) => [form, sliceOf(form, place)])),
    })),
  };
}
