import { z } from 'zod';

/** A share, 0 to 1. */
export const share = z.number().min(0).max(1);
/** A whole number from 1 on. */
export const count = z.number().int().min(1);
const name = z
  .string()
  .regex(/^[\p{L}\p{N} ._-]{1,60}$/u)
  .describe('Names the snapshot the step makes; unique in the recipe, and not "start".');
const from = z.string().describe('Name of the snapshot the step starts from; the step before where absent.');
/** What every kind of step may have. */
export const common = { name: name.optional(), from: from.optional(), note: z.string().max(500).optional() };
