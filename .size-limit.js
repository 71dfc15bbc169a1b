/** Budgets of the built page, as it travels: gzipped. */
import { readdirSync, readFileSync } from 'node:fs';

/** All script that index.html loads or preloads, which is what stands before the first picture. */
function listFirstScripts() {
  const html = readFileSync('dist/index.html', 'utf8');
  const files = [...html.matchAll(/"\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => `dist/${file}`);
  if (files.length === 0) throw new Error('dist/index.html names no script');
  return files;
}

/** The worker's entry with all that it loads before it answers. */
function listWorkerScripts() {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    const script = readFileSync(`dist/assets/${name}`, 'utf8');
    for (const [, other] of script.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)) visit(other);
  };
  for (const name of readdirSync('dist/assets')) if (/^entry-.*\.js$/.test(name)) visit(name);
  if (found.size === 0) throw new Error('dist/assets holds no entry of the worker');
  return [...found].map((name) => `dist/assets/${name}`);
}

const budget = (name, path, limit) => ({ name, path, limit, gzip: true });

export default [
  budget('scripts before the first picture', listFirstScripts(), '225 kB'),
  budget('styles', 'dist/assets/*.css', '60 kB'),
  budget('worker before the engine', listWorkerScripts(), '74 kB'),
  budget('service worker', 'dist/serviceWorker.js', '5 kB'),
  budget('wasm, one thread', 'dist/assets/tfjs-backend-wasm-simd-*.wasm', '150 kB'),
  budget('wasm, threads', 'dist/assets/tfjs-backend-wasm-threaded-simd-*.wasm', '150 kB'),
  budget('all script, words of both languages included', 'dist/assets/*.js', '1250 kB'),
];
