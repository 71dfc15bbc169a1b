import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import allowlist from './layers.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..');
const ROOMS = Object.keys(allowlist);

interface Import {
  readonly file: string;
  readonly target: string;
}

function listSources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
}

function readImports(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return targets.map((target) => ({
    file,
    target: target.startsWith('.') ? normalize(join(dirname(file), target)) : target,
  }));
}

/** The innermost room of the allowlist that holds a file. */
function findRoom(path: string): string | undefined {
  return ROOMS.filter((room) => path === room || path.startsWith(`${room}/`)).sort(
    (a, b) => b.length - a.length,
  )[0];
}

const imports = [...listSources('src'), ...listSources('app')].flatMap(readImports);
const inner = imports.filter(({ target }) => target.startsWith('src/') || target.startsWith('app/'));
const outer = imports.filter(({ target }) => !inner.some((entry) => entry.target === target));
const show = ({ file, target }: Import) => `${file} → ${target}`;

describe('layers', () => {
  it('reads a house with imports in it', () => {
    expect(inner.length).toBeGreaterThan(50);
    expect(outer.length).toBeGreaterThan(20);
  });

  it('lets a room import only itself and the rooms its allowlist names', () => {
    const allowed: Readonly<Record<string, readonly string[]>> = allowlist;
    const wrong = inner.filter(({ file, target }) => {
      const from = findRoom(file);
      const to = findRoom(target);
      return !from || !to || (from !== to && !allowed[from]!.includes(to));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('lets only the engine import tfjs', () => {
    const wrong = outer.filter(
      ({ file, target }) => target.startsWith('@tensorflow/') && findRoom(file) !== 'src/engine',
    );
    // The worker names the wasm binaries as files, for their addresses.
    expect(wrong.filter(({ target }) => !target.endsWith('.wasm?url')).map(show)).toEqual([]);
  });

  it('keeps React out of the engine', () => {
    const wrong = outer.filter(
      ({ file, target }) => file.startsWith('src/') && /^(react|@mantine|zustand)/.test(target),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('keeps Node out of what runs in a browser', () => {
    const inNode = new Set([
      'src/data/readLocalFile.ts',
      'src/engine/nodeWasmPaths.ts',
      // A helper of tests, which run in Node.
      'src/engine/kernels/testThreads.ts',
    ]);
    const wrong = outer.filter(
      ({ file, target }) => target.startsWith('node:') && !inNode.has(file) && findRoom(file) !== 'src/cli',
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('keeps the views apart', () => {
    const view = (path: string) => /^app\/views\/([^/]+)\//.exec(path)?.[1];
    const wrong = inner.filter(
      ({ file, target }) => view(file) && view(target) && view(file) !== view(target),
    );
    expect(wrong.map(show)).toEqual([]);
  });
});
