import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const PLACEHOLDER = '__OFFLINE_VERSION__';
const WORKER = 'serviceWorker.js';

/** Names a set of built files: other content of any of them gives another name. */
export function computeVersion(files: readonly string[], html: string): string {
  return createHash('sha256')
    .update([...files, html].join('\n'))
    .digest('hex')
    .slice(0, 12);
}

/**
 * Writes down which files the built page is made of, for the service worker to keep them.
 *
 * The list lies in `assets/offline-<version>.json`; the service worker holds the version alone, and so is another one for
 * other files.
 */
export function offlineFilesPlugin(): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    // Read from the folder: files of the workers' own builds are in no list of this one.
    writeBundle({ dir }) {
      if (!dir) this.error('no folder to list the files of');
      // Their names hold a hash of their content.
      const files = readdirSync(join(dir, 'assets'))
        .map((file) => `assets/${file}`)
        .sort();
      const version = computeVersion(files, readFileSync(join(dir, 'index.html'), 'utf8'));
      const code = readFileSync(join(dir, WORKER), 'utf8');
      if (!code.includes(PLACEHOLDER)) this.error(`${WORKER} does not ask for ${PLACEHOLDER}`);
      writeFileSync(join(dir, WORKER), code.replaceAll(PLACEHOLDER, JSON.stringify(version)));
      writeFileSync(join(dir, 'assets', `offline-${version}.json`), JSON.stringify(files));
    },
  };
}
