import type { QueryClient } from '@tanstack/react-query';

/** A page in the background draws nothing; it is not waited for longer than this. */
const LIMIT_MS = 1500;

/** Resolves once the browser has painted the next frame. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

function untilAnswered(queries: QueryClient): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (queries.isFetching() > 0) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = queries.getQueryCache().subscribe(check);
    check();
  });
}

/** Resolves once the views have got what they ask for and the browser has painted it, at the latest after 1.5 s. */
export async function untilDrawn(queries: QueryClient): Promise<void> {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, LIMIT_MS));
  const drawn = nextPaint()
    .then(() => untilAnswered(queries))
    .then(nextPaint);
  await Promise.race([limit, drawn]);
}
