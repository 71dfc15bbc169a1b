import { create } from 'zustand';

/** Which test image is looked at; kept while other views and snapshots are looked at. */
interface ImageStore {
  readonly index: number;
  readonly setIndex: (index: number) => void;
}

export const useImage = create<ImageStore>()((set) => ({
  index: 0,
  setIndex: (index) => set({ index }),
}));
