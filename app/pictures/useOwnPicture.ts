import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from 'zustand';
import { type AppError, type LabClient, toAppError } from '../../src/index.ts';
import { useClient, useLab } from '../store/labContext.ts';
import { type OwnPicture, pictureStore } from './pictureStore.ts';

/** The person's own picture, where it was made for the data set that is open. */
export function useOwnPicture(): OwnPicture | null {
  const picture = useStore(pictureStore, (state) => state.picture);
  const dataset = useLab((state) => state.manifest?.name);
  return picture?.dataset === dataset ? picture : null;
}

/** What a network says of the own picture. */
export interface PictureAnswer<T> {
  readonly data: T | undefined;
  /** True while `data` belongs to the picture before. */
  readonly stale: boolean;
  readonly error: AppError | null;
  readonly retry: () => void;
}

/**
 * Asks the worker about the own picture while it is being drawn.
 *
 * One question at a time: the latest picture waits for the answer about the one before, so that a moving hand sees answers
 * instead of cancelling each of them. `key` says what is asked, and of which snapshots.
 */
export function usePictureAnswer<T>(
  key: readonly unknown[],
  ask: (client: LabClient, pixels: Uint8Array, signal: AbortSignal) => Promise<T>,
): PictureAnswer<T> {
  const client = useClient();
  const picture = useOwnPicture();
  const [asked, setAsked] = useState(picture);
  const query = useQuery({
    queryKey: ['ownPicture', ...key, asked?.revision ?? null],
    queryFn: ({ signal }) => ask(client, asked!.pixels, signal),
    enabled: asked !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
  if (asked !== picture && (picture === null || !query.isFetching)) setAsked(picture);
  return {
    data: picture === null ? undefined : (query.data as T | undefined),
    stale: query.isPlaceholderData || asked !== picture,
    error: query.error ? toAppError(query.error) : null,
    retry: () => void query.refetch(),
  };
}
