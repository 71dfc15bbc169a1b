import { useEffect, useRef, useState } from 'react';
import {
  type AppError,
  type BroughtFile,
  isAbortError,
  type OwnForm,
  type OwnImagesSummary,
  type Progress,
  type Recipe,
  toAppError,
} from '../../../src/index.ts';
import { useClient, useLabStore } from '../../store/labContext.ts';
import { toRecipe } from '../../store/recipeTree.ts';
import { waitsForImages } from './ownWeights.ts';

/** How far images in files are; `others`: they are taken in, but are not those that the open recipe waits for. */
export type TakeInImages =
  | { readonly kind: 'reading'; readonly progress: Progress | null }
  | { readonly kind: 'read' | 'packing'; readonly summary: OwnImagesSummary }
  | { readonly kind: 'others'; readonly recipe: Recipe }
  | { readonly kind: 'refused'; readonly error: AppError };

/** What a person chooses of images. */
export interface ImagesChoice {
  readonly form: OwnForm;
  /** 0…1. */
  readonly testShare: number;
}

/** Reads the images in files, and opens a session with them; leaving stops what runs and lets go of them. */
export function useTakeInImages(files: readonly BroughtFile[], onTaken: () => void) {
  const client = useClient();
  const store = useLabStore();
  const [state, setState] = useState<TakeInImages>({ kind: 'reading', progress: null });
  const [open] = useState(() => store.getState().header.network);
  const [awaited] = useState(() =>
    waitsForImages(store.getState()) ? store.getState().header.dataset.name : undefined,
  );
  const left = useRef(false);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    left.current = false;
    setState({ kind: 'reading', progress: null });
    const onProgress = (progress: Progress) => !signal.aborted && setState({ kind: 'reading', progress });
    client.run('inspectImages', { files, open }, { signal, onProgress }).then(
      (summary) => !signal.aborted && setState({ kind: 'read', summary }),
      (thrown) =>
        !signal.aborted && !isAbortError(thrown) && setState({ kind: 'refused', error: toAppError(thrown) }),
    );
    return () => {
      controller.abort();
      left.current = true;
      client.run('forgetImages', {}).catch(() => {});
    };
  }, [client, files, open]);

  async function openWith(recipe: Recipe): Promise<void> {
    onTaken();
    await store.getState().openRecipe(recipe);
  }

  async function takeIn(summary: OwnImagesSummary, choice: ImagesChoice): Promise<void> {
    setState({ kind: 'packing', summary });
    try {
      const params = { ...choice, open, ...(awaited === undefined ? {} : { awaited }) };
      const recipe = await client.run('importImages', params);
      if (left.current) return;
      if (awaited === undefined) await openWith(recipe);
      else if (recipe.dataset.name === awaited) await openWith(toRecipe(store.getState()));
      else setState({ kind: 'others', recipe });
    } catch (thrown) {
      if (!left.current && !isAbortError(thrown)) setState({ kind: 'refused', error: toAppError(thrown) });
    }
  }

  return { state, awaited: awaited !== undefined, takeIn, openWith };
}
