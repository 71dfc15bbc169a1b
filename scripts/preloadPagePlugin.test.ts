import { describe, expect, it } from 'vitest';
import { listStaticChunks } from './preloadPagePlugin.ts';

const chunk = (fileName: string, imports: readonly string[], facadeModuleId: string | null = null) =>
  ({ type: 'chunk', fileName, imports, facadeModuleId }) as const;

const BUNDLE = {
  'start.js': chunk('start.js', ['shared.js'], '/house/app/start.ts'),
  'page.js': chunk('page.js', ['react.js', 'shared.js'], '/house/app/main.tsx'),
  'react.js': chunk('react.js', ['runtime.js']),
  'runtime.js': chunk('runtime.js', ['react.js']),
  'shared.js': chunk('shared.js', []),
  'later.js': chunk('later.js', ['react.js'], '/house/app/later.tsx'),
  'page.css': { type: 'asset' },
} as const;

describe('listStaticChunks', () => {
  it('follows static imports once, circles included, and leaves the rest to later', () => {
    const files = listStaticChunks(BUNDLE, '/app/main.tsx').map(({ fileName }) => fileName);
    expect(files.sort()).toEqual(['page.js', 'react.js', 'runtime.js', 'shared.js']);
  });

  it('finds nothing for a module that begins no chunk', () => {
    expect(listStaticChunks(BUNDLE, '/app/gone.tsx')).toEqual([]);
  });
});
