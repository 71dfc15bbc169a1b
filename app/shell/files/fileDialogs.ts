import { createStore } from 'zustand/vanilla';
import type { BroughtFile } from '../../../src/index.ts';

/** What of files stands before the page: what is taken home, or a network or images that somebody brings. */
export type FileDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'takeHome' }
  | { readonly kind: 'takeIn'; readonly files: readonly File[] }
  | { readonly kind: 'takeInImages'; readonly files: readonly BroughtFile[] };

/** The open dialog; on its own, so that the menu that opens one may close, and what opens files needs no page. */
export const fileDialogs = createStore<{ readonly dialog: FileDialog }>()(() => ({
  dialog: { kind: 'none' },
}));

/** Opens a dialog in place of the one before. */
export function showFileDialog(dialog: FileDialog): void {
  fileDialogs.setState({ dialog });
}
