import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { AppError, toAppError } from '../base/errors.ts';
import { parseRecipe } from './parseRecipe.ts';
import type { Recipe, RecipeInput } from './schema.ts';
import { withoutDefaults } from './withoutDefaults.ts';

/** The version of the link's own form; a page refuses all others. */
export const LINK_VERSION = 1;

/** The longest recipe that a link may unpack to, in bytes. */
export const MAX_RECIPE_BYTES = 1_000_000;

const CHUNK_BYTES = 4096;

function toBase64Url(bytes: Uint8Array): string {
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  return strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
}

/** Inflates piece by piece, so that a small link cannot fill the memory. */
function inflateBounded(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((piece, final) => {
    size += piece.length;
    if (size > MAX_RECIPE_BYTES) throw new Error(`more than ${MAX_RECIPE_BYTES} bytes`);
    pieces.push(piece);
    ended = final;
  });
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    inflate.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length);
  }
  if (!ended) throw new Error('cut short');
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A recipe as the fragment of a link, `#r=1.<base64url of deflated JSON>`; defaults are left out to keep it short. */
export function toRecipeFragment(recipe: RecipeInput): string {
  const json = JSON.stringify(withoutDefaults(recipe));
  return `#r=${LINK_VERSION}.${toBase64Url(deflateSync(strToU8(json), { level: 9 }))}`;
}

/**
 * The recipe in a link's fragment; undefined where it holds none.
 *
 * Throws `link-version` (details: found, expected) for another form of link, `invalid-link` for one that is damaged or
 * too large, `invalid-recipe` for one whose recipe is not valid.
 */
export function fromRecipeFragment(hash: string): Recipe | undefined {
  const text = new URLSearchParams(hash.replace(/^#/, '')).get('r');
  if (text === null) return undefined;
  const [, version, packed] = /^(\d{1,9})\.([A-Za-z0-9_-]*)$/.exec(text) ?? [];
  if (version === undefined || packed === undefined) throw invalidLink('expected a version and a recipe');
  if (Number(version) !== LINK_VERSION) {
    throw new AppError('link-version', `link of version ${version} (expected ${LINK_VERSION})`, {
      found: Number(version),
      expected: LINK_VERSION,
    });
  }
  return parseRecipe(unpack(packed));
}

function unpack(packed: string): unknown {
  try {
    const bytes = inflateBounded(fromBase64Url(packed));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    throw invalidLink(toAppError(thrown).message, thrown);
  }
}

function invalidLink(reason: string, cause?: unknown): AppError {
  return new AppError('invalid-link', `invalid link: ${reason}`, { reason }, cause);
}
