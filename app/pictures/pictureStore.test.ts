import { describe, expect, it } from 'vitest';
import { createPictureStore } from './pictureStore.ts';

const MNIST = { name: 'mnist', imageShape: [28, 28, 1] } as const;
const CIFAR = { name: 'cifar-10', imageShape: [32, 32, 3] } as const;
const INK = { width: 2, height: 2, values: Uint8Array.of(0, 255, 0, 255) };
const BLANK = { width: 2, height: 2, data: new Array<number>(16).fill(255) };

describe('pictureStore', () => {
  it('makes a drawn picture ready for the data set, and counts its versions', () => {
    const store = createPictureStore();
    store.getState().draw(MNIST, [[0, 0]], INK);
    store.getState().draw(MNIST, [[0, 0, 1, 1]], INK);
    const { picture, strokes } = store.getState();
    expect(picture).toMatchObject({ dataset: 'mnist', origin: 'drawn', revision: 2 });
    expect(picture!.pixels).toHaveLength(784);
    expect(strokes).toHaveLength(1);
  });

  it('has no picture while the pad is empty', () => {
    const store = createPictureStore();
    store.getState().draw(MNIST, [], { ...INK, values: new Uint8Array(4) });
    expect(store.getState().picture).toBeNull();
  });

  it('reads photographs for data sets of colour, and refuses ink that is not there', () => {
    const store = createPictureStore();
    expect(store.getState().read(MNIST, BLANK)).toBe(false);
    expect(store.getState().read(CIFAR, BLANK)).toBe(true);
    expect(store.getState().picture!.pixels).toHaveLength(32 * 32 * 3);
    store.getState().clear();
    expect(store.getState().picture).toBeNull();
  });
});
