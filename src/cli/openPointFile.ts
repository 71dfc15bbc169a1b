import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PointCache } from '../analysis/sensitivity/pointCache.ts';
import type { KnownPoint } from '../analysis/sensitivity/sensitivityTally.ts';

/** Lies in the folder of a run and is read again by the next run there. */
export const POINT_FILE = 'sensitivity-points.jsonl';

const share = z.number().min(0).max(1);
const lineSchema = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  layer: z.string().max(100),
  point: z.object({
    sparsity: share,
    accuracy: share,
    images: z.number().int().min(1),
    low: share,
    high: share,
  }),
});

function maybeParse(line: string): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    // The last line of a run that was ended while it wrote.
    return undefined;
  }
}

/**
 * Measured points in a file of one JSON object a line, so that a run that was ended goes on where it was. A line that
 * cannot be read is passed over; later ones replace earlier ones of the same point.
 */
export async function openPointFile(
  folder: string,
): Promise<PointCache & { readonly flush: () => Promise<void> }> {
  const path = join(folder, POINT_FILE);
  const byKey = new Map<string, Map<string, KnownPoint>>();
  const keep = (key: string, known: KnownPoint) => {
    const points = byKey.get(key) ?? new Map<string, KnownPoint>();
    byKey.set(key, points);
    const id = `${known.layer}/${known.point.sparsity}`;
    const isNew = points.get(id)?.point.images !== known.point.images;
    points.set(id, known);
    return isNew;
  };
  const text = await readFile(path, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const parsed = maybeParse(line);
    if (parsed) keep(parsed.key, { layer: parsed.layer, point: parsed.point });
  }
  let written: Promise<unknown> = Promise.resolve();
  return {
    read: async (key) => [...(byKey.get(key)?.values() ?? [])],
    write(key, known) {
      if (!keep(key, known)) return;
      const line = `${JSON.stringify({ key, ...known })}\n`;
      // A disk that takes no more costs the next run its head start, and this one nothing.
      written = written.then(() => appendFile(path, line)).catch(() => {});
    },
    flush: async () => void (await written),
  };
}
