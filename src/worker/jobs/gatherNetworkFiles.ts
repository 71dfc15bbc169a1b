import { NETWORK_FILE_LIMITS } from '../protocol.ts';
import { checkSize, type FileEntry, isZip, refuse, unpackNetworkZip } from './unpackNetworkZip.ts';

/** Files that hold a network, not yet read. */
export type GatheredNetwork =
  | {
      readonly kind: 'layersModel';
      readonly modelJson: unknown;
      readonly weightFiles: ReadonlyMap<string, Uint8Array>;
    }
  | {
      readonly kind: 'weights';
      readonly bytes: Uint8Array;
      /** Files of masks that lie beside it. */
      readonly masks: readonly string[];
    };

const isMasks = (name: string) => /\.masks\.safetensors$/i.test(name);
const baseName = (path: string) => path.replace(/^.*\//, '');

async function readAll(files: readonly File[]): Promise<readonly FileEntry[]> {
  const sizeBytes = files.reduce((sum, { size }) => sum + size, 0);
  const { filesBytes, modelJsonBytes } = NETWORK_FILE_LIMITS;
  for (const { name, size } of files) checkSize(name, size, filesBytes);
  checkSize('all files', sizeBytes, filesBytes + modelJsonBytes);
  const entries = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  return entries.flatMap((entry) => (isZip(entry.name) ? unpackNetworkZip(entry) : [entry]));
}

/** The text of a JSON file that describes layers; undefined for any other. */
function maybeModelText({ name, bytes }: FileEntry): string | undefined {
  checkSize(name, bytes.length, NETWORK_FILE_LIMITS.modelJsonBytes);
  const text = new TextDecoder().decode(bytes);
  return /"(modelTopology|weightsManifest)"\s*:/.test(text) ? text : undefined;
}

function parseText(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw refuse('not-json', `${name}: no JSON (${(thrown as Error).message})`, thrown);
  }
}

const listNames = (entries: readonly FileEntry[]) => entries.map(({ name }) => name).join(', ') || 'nothing';

/**
 * Finds the network in files that belong together, zips unpacked: a model.json (under any name) with the files beside it,
 * or else the one safetensors file.
 *
 * Reads no more than NETWORK_FILE_LIMITS. Throws `invalid-network` with the refusal in its details.
 */
export async function gatherNetworkFiles(files: readonly File[]): Promise<GatheredNetwork> {
  const entries = await readAll(files);
  const models = entries.flatMap((entry) => {
    const text = /\.json$/i.test(entry.name) ? maybeModelText(entry) : undefined;
    return text === undefined ? [] : [{ name: entry.name, text }];
  });
  const [model] = models;
  if (model) {
    if (models.length > 1) {
      throw refuse(
        'several-networks',
        `${models.map(({ name }) => name).join(', ')} (expected one model.json)`,
      );
    }
    const beside = entries.filter(({ name }) => !/\.(json|txt|md|py)$/i.test(name));
    return {
      kind: 'layersModel',
      modelJson: parseText(model.name, model.text),
      weightFiles: new Map(beside.map(({ name, bytes }) => [baseName(name), bytes])),
    };
  }
  const tensors = entries.filter(({ name }) => /\.safetensors$/i.test(name));
  const weights = tensors.filter(({ name }) => !isMasks(name));
  if (weights.length > 1) {
    throw refuse('several-networks', `${listNames(weights)} (expected one safetensors file)`);
  }
  if (!weights[0]) {
    throw refuse('no-network', `found ${listNames(entries)} (expected model.json or a safetensors file)`);
  }
  return {
    kind: 'weights',
    bytes: weights[0].bytes,
    masks: tensors.filter(({ name }) => isMasks(name)).map(({ name }) => baseName(name)),
  };
}
