import { describe, expect, it } from 'vitest';
import { createPageNamer } from './pageChunk.ts';

const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  '/app/start.ts': ['/app/worker.ts'],
  '/app/worker.ts': [],
  '/app/main.tsx': ['/app/shell.tsx', '/app/worker.ts', '/node_modules/react/index.js'],
  '/app/shell.tsx': ['/app/button.tsx', '/app/main.tsx'],
  '/app/button.tsx': [],
  '/app/dialog.tsx': ['/app/button.tsx', '/app/form.tsx'],
  '/app/form.tsx': [],
  '/node_modules/react/index.js': ['/app/form.tsx'],
};
const graph = {
  getModuleInfo: (id: string) => {
    const importedIds = IMPORTS[id];
    return importedIds ? { importedIds } : null;
  },
};

describe('createPageNamer', () => {
  const nameOf = createPageNamer('/app/start.ts', '/app/main.tsx');

  it.each([
    ['/app/start.ts', 'first'],
    ['/app/worker.ts', 'first'],
    ['/app/main.tsx', 'page'],
    ['/app/shell.tsx', 'page'],
    ['/app/button.tsx', 'page'],
    ['/app/dialog.tsx', null],
    ['/app/form.tsx', null],
    ['/node_modules/react/index.js', null],
  ])('puts %s into %s', (id, name) => {
    expect(nameOf(id, graph)).toBe(name);
  });
});
