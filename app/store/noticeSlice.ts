import { isAbortError, toAppError } from '../../src/index.ts';
import type { NoticeSlice } from './labState.ts';
import type { SliceContext } from './slice.ts';

/** What is to be told: failures, and fallbacks that the worker speaks of on its own. */
export function createNoticeSlice({ set }: SliceContext): NoticeSlice {
  let nextId = 1;
  return {
    notices: [],
    fail(thrown) {
      if (isAbortError(thrown)) return;
      const error = toAppError(thrown);
      set(({ notices }) => ({ notices: [...notices, { id: nextId++, kind: 'failed', error }] }));
    },
    note(code, details) {
      set(({ notices }) => ({ notices: [...notices, { id: nextId++, kind: 'notice', code, details }] }));
    },
    dismiss(id) {
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
    },
  };
}
