import type { Plugin } from 'vite';

/** What is looked at of a bundle's chunk. */
interface Chunk {
  readonly type: 'chunk';
  readonly fileName: string;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

type Bundle = Readonly<Record<string, { readonly type: 'asset' } | Chunk>>;

/** The chunk that begins at a module, and all that it imports statically; empty where there is none. */
export function listStaticChunks(bundle: Bundle, moduleEnd: string): readonly Chunk[] {
  const chunks = Object.values(bundle).filter((entry) => entry.type === 'chunk');
  const found = new Set(chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith(moduleEnd)));
  // A set goes on with what is added to it underway.
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  }
  return [...found];
}

/** Names the page's script and styles in index.html, so that they load beside the small first script and not after it. */
export function preloadPagePlugin(moduleEnd: string): Plugin {
  return {
    name: 'preload-page',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!bundle) return [];
        const chunks = listStaticChunks(bundle as Bundle, moduleEnd);
        if (chunks.length === 0) throw new Error(`no chunk begins at ${moduleEnd}`);
        const styles = new Set(chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
        const links = [
          ...chunks.map(({ fileName }) => ({ rel: 'modulepreload', file: fileName })),
          ...[...styles].map((file) => ({ rel: 'stylesheet', file })),
        ];
        return links
          .filter(({ file }) => !html.includes(file))
          .map(({ rel, file }) => ({
            tag: 'link',
            attrs: { rel, crossorigin: true, href: `./${file}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}
