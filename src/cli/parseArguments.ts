import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DATASET_NAMES, isOwnDataset, type PackedDatasetName } from '../data/dataset.ts';
import { BACKEND_NAMES, type BackendName } from '../engine/engine.ts';

/** A text that the shell asks for instead of a run. */
export interface TextRequest {
  readonly text: 'help' | 'list' | 'groups';
  /** Of `groups`. */
  readonly preset?: string;
}

/** A run that the shell asks for, once understood. */
export interface Arguments {
  readonly recipePath: string;
  readonly outFolder: string;
  readonly dataFolders: Readonly<Partial<Record<PackedDatasetName | 'own', string>>>;
  readonly backend?: BackendName;
  /** Runs the recipe once with each of these in place of its own. */
  readonly seeds?: readonly number[];
}

/** A call that cannot be understood; its message is a sentence for the terminal. */
export class UsageError extends Error {}

export const HELP = `Runs a recipe: trains, prunes and measures a network as its steps say.

  npm run experiment -- recipe.json [--out DIR] [--data NAME=DIR] [--backend NAME] [--seeds 1,2,3]

  --out DIR        folder for result.json, <snapshot>.safetensors and <snapshot>.masks.safetensors
                   (out/<name of the recipe file> where absent)
  --data NAME=DIR  folder of a packed data set, e.g. mnist=public/datasets/mnist; may be given for each data set
                   (public/datasets/NAME where absent); own=DIR for images that somebody brought: the folder images/
                   of a session file, unzipped
  --backend NAME   ${BACKEND_NAMES.join(', ')} (the fastest that works here where absent)
  --seeds 1,2,3    runs the recipe with each seed into DIR/seed-1, … and writes mean and standard deviation to DIR/seeds.json
  --list           the presets, criteria, granularities, scopes and schedules that a recipe can name, with papers
  --groups PRESET  the channels of a preset that have to go together
  --help           this text

Exit code: 0 done; 1 failed; 2 the recipe or the call is not valid; 130 cancelled with Ctrl+C.
`;

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}

function parseDataFolders(entries: readonly string[]): Arguments['dataFolders'] {
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      const given = entry.slice(0, Math.max(0, at));
      const name = isOwnDataset(given) ? 'own' : given;
      if (!isOneOf([...DATASET_NAMES, 'own'], name) || at === entry.length - 1) {
        throw new UsageError(
          `invalid --data: ${entry} (expected NAME=DIR, NAME one of ${DATASET_NAMES.join(', ')}, own)`,
        );
      }
      return [name, entry.slice(at + 1)];
    }),
  );
}

/** Reads a list of seeds. Throws UsageError. */
export function parseSeeds(text: string): readonly number[] {
  const seeds = text.split(',').map(Number);
  const isSeed = (seed: number) => Number.isInteger(seed) && seed >= 0 && seed <= 0x7fffffff;
  if (seeds.length > 100 || !seeds.every(isSeed) || new Set(seeds).size < seeds.length) {
    throw new UsageError(
      `invalid --seeds: ${text} (expected different whole numbers from 0 on, such as 1,2,3)`,
    );
  }
  return seeds;
}

/** Reads the command line after the program's name. Throws UsageError. */
export function parseArguments(args: readonly string[]): Arguments | TextRequest {
  const { values, positionals } = readOptions(args);
  if (values.help) return { text: 'help' };
  if (values.list) return { text: 'list' };
  if (values.groups !== undefined) return { text: 'groups', preset: values.groups };
  const [recipePath, ...more] = positionals;
  if (recipePath === undefined) throw new UsageError('no recipe given (expected a path, see --help)');
  if (more.length > 0) throw new UsageError(`unexpected argument: ${more[0]} (expected one recipe)`);
  const { backend, out } = values;
  if (backend !== undefined && !isOneOf(BACKEND_NAMES, backend)) {
    throw new UsageError(`unknown backend: ${backend} (expected one of ${BACKEND_NAMES.join(', ')})`);
  }
  return {
    recipePath,
    outFolder: out ?? join('out', basename(recipePath, extname(recipePath))),
    dataFolders: parseDataFolders(values.data ?? []),
    ...(backend === undefined ? {} : { backend }),
    ...(values.seeds === undefined ? {} : { seeds: parseSeeds(values.seeds) }),
  };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        data: { type: 'string', multiple: true },
        backend: { type: 'string' },
        seeds: { type: 'string' },
        list: { type: 'boolean' },
        groups: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    // Node adds a second sentence on how to pass such a thing as a positional argument.
    const [sentence] = (thrown as Error).message.split('. ');
    throw new UsageError(`${sentence} (see --help)`);
  }
}
