/** What is asked of the bundler about its modules. */
export interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** A module and all of ours that it imports statically, directly or not: what is used of a library the bundler knows better. */
function listStaticModules(entry: string, graph: ModuleGraph): ReadonlySet<string> {
  const found = new Set([entry]);
  // A set goes on with what is added to it underway.
  for (const id of found) {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) {
      if (!imported.includes('/node_modules/')) found.add(imported);
    }
  }
  return found;
}

/**
 * Names the chunks of what the page needs to begin: one file for its first module with all that this imports, and one
 * for the page that it loads. By itself the bundler makes a file for each set of later parts that share something, and
 * a browser fetches only six at a time from most servers.
 *
 * `first` and `page` are paths of modules.
 */
export function createPageNamer(first: string, page: string) {
  let known: { readonly first: ReadonlySet<string>; readonly page: ReadonlySet<string> } | undefined;
  return (id: string, graph: ModuleGraph): string | null => {
    known ??= { first: listStaticModules(first, graph), page: listStaticModules(page, graph) };
    if (known.first.has(id)) return 'first';
    return known.page.has(id) ? 'page' : null;
  };
}
