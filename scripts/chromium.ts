import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Flags of the browser that tests run in: root needs no sandbox, WebGL without a GPU needs SwiftShader. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findOnPath(name: string): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

function findPlaywrightsOwn(): string | undefined {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

/**
 * The Chromium to test with: `CHROMIUM_PATH`, else the system's, else Playwright's own; undefined where there is none.
 *
 * Throws when `CHROMIUM_PATH` names a file that does not exist.
 */
export function maybeFindChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names a file that does not exist: ${named}`);
  }
  for (const name of SYSTEM_NAMES) {
    const path = findOnPath(name);
    if (path) return path;
  }
  return findPlaywrightsOwn();
}

/** As `maybeFindChromium`, but installs Debian's Chromium where none is found and this user may; throws a sentence otherwise. */
export function ensureChromium(): string {
  const found = maybeFindChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && findOnPath('apt-get')) {
    console.log('No Chromium found: installing the Debian package "chromium" …');
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
    const installed = maybeFindChromium();
    if (installed) return installed;
  }
  throw new Error(
    'No Chromium found. Install one (Debian, Ubuntu: "sudo apt-get install chromium"; elsewhere: ' +
      '"npx playwright install chromium") or set CHROMIUM_PATH to its executable, then run the tests again.',
  );
}
