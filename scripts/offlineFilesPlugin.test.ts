import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { computeVersion, offlineFilesPlugin } from './offlineFilesPlugin.ts';

describe('computeVersion', () => {
  it('differs with the names of the files and with the page', () => {
    const version = computeVersion(['assets/a-1.js'], '<html>');
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(computeVersion(['assets/a-1.js'], '<html>')).toBe(version);
    expect(computeVersion(['assets/a-2.js'], '<html>')).not.toBe(version);
    expect(computeVersion(['assets/a-1.js'], '<html lang>')).not.toBe(version);
  });
});

describe('offlineFilesPlugin', () => {
  it('lists the built files beside them, and tells the service worker under which version', () => {
    const dir = mkdtempSync(join(tmpdir(), 'offline-files-'));
    mkdirSync(join(dir, 'assets'));
    writeFileSync(join(dir, 'assets', 'b-2.js'), '');
    writeFileSync(join(dir, 'assets', 'a-1.css'), '');
    writeFileSync(join(dir, 'index.html'), '<html>');
    writeFileSync(join(dir, 'serviceWorker.js'), 'start({version:__OFFLINE_VERSION__})');
    const { writeBundle } = offlineFilesPlugin();
    (writeBundle as (this: unknown, options: { dir: string }) => void).call({}, { dir });
    const files = ['assets/a-1.css', 'assets/b-2.js'];
    const version = computeVersion(files, '<html>');
    expect(readFileSync(join(dir, 'serviceWorker.js'), 'utf8')).toBe(`start({version:"${version}"})`);
    const list = readFileSync(join(dir, 'assets', `offline-${version}.json`), 'utf8');
    expect(JSON.parse(list)).toEqual(files);
  });
});
