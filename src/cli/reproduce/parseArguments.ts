import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STUDIES } from '../../studies/studies.ts';
import { SIZE_NAMES, type SizeName, type Study } from '../../studies/study.ts';
import { parseSeeds, UsageError } from '../parseArguments.ts';

/** What the shell asks to be reproduced, once understood. */
export interface ReproduceArguments {
  readonly studies: readonly Study[];
  readonly seeds: readonly number[];
  readonly size: SizeName;
  /** For the result of every recipe. */
  readonly outFolder: string;
  /** For results.md and results/<study>.json. */
  readonly reportFolder: string;
}

export const HELP = `Runs studies: the experiments of papers, at several seeds, each number beside the paper's.

  npm run reproduce -- [study …] [--seeds 1,2,3] [--size paper|lesson] [--out DIR] [--report DIR]

  study         ${STUDIES.map(({ id }) => id).join(', ')} (all where none is named)
  --seeds       seeds of every study (1,2,3 where absent)
  --size        paper: as near to the papers as an evening allows; lesson: minutes (paper where absent)
  --out DIR     folder for <study>/<recipe>-<seed>.json, written as soon as each is done; what is there already is read
                and not run (out/reproduce, or out/reproduce-lesson, where absent)
  --report DIR  folder for results.md, and results/<study>.json from which it is written (docs for size paper, the
                folder of --out for size lesson, where absent)
  --help        this text

Ctrl+C leaves what is done; the same call goes on from there.
Exit code: 0 done; 1 failed; 2 the call is not valid; 130 cancelled with Ctrl+C.
`;

function pickStudies(names: readonly string[]): readonly Study[] {
  const unknown = names.find((name) => !STUDIES.some(({ id }) => id === name));
  if (unknown !== undefined) {
    const known = STUDIES.map(({ id }) => id).join(', ');
    throw new UsageError(`unknown study: ${unknown} (expected one of ${known})`);
  }
  return names.length === 0 ? STUDIES : STUDIES.filter(({ id }) => names.includes(id));
}

function parseSize(name: string): SizeName {
  const size = SIZE_NAMES.find((candidate) => candidate === name);
  if (!size) throw new UsageError(`unknown size: ${name} (expected ${SIZE_NAMES.join(' or ')})`);
  return size;
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seeds: text,
        size: text,
        out: text,
        report: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    // Node adds a second sentence on how to pass such a thing as a positional argument.
    const [sentence] = (thrown as Error).message.split('. ');
    throw new UsageError(`${sentence} (see --help)`);
  }
}

/** Reads the command line after the program's name; undefined where help is asked for. Throws UsageError. */
export function parseReproduceArguments(args: readonly string[]): ReproduceArguments | undefined {
  const { values, positionals } = readOptions(args);
  if (values.help) return undefined;
  const size = parseSize(values.size ?? 'paper');
  const outFolder = values.out ?? join('out', size === 'paper' ? 'reproduce' : `reproduce-${size}`);
  return {
    studies: pickStudies(positionals),
    seeds: parseSeeds(values.seeds ?? '1,2,3'),
    size,
    outFolder,
    reportFolder: values.report ?? (size === 'paper' ? 'docs' : outFolder),
  };
}
