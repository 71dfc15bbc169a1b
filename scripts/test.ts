/** Runs every check in order, quickest first, and ends with the totals; the command behind `npm test`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const reports = mkdtempSync(join(tmpdir(), 'pruning-lab-test-'));
const totals: Counts = { passed: 0, failed: 0, skipped: 0 };

function run(title: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n── ${title}`);
  const startedMs = Date.now();
  const result = spawnSync('npx', ['--no-install', command, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(0);
  console.log(`── ${title}: ${result.status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return result.status === 0;
}

/** One check without tests of its own counts as one test. */
function check(title: string, command: string, args: readonly string[]): void {
  if (run(title, command, args)) totals.passed++;
  else totals.failed++;
}

/** Adds what a runner reported; a runner that left no report, or failed without a failed test, counts as one failure. */
function addReport(ok: boolean, counts: Counts | undefined): void {
  totals.passed += counts?.passed ?? 0;
  totals.skipped += counts?.skipped ?? 0;
  totals.failed += counts?.failed || (ok && counts && counts.passed > 0 ? 0 : 1);
}

function runVitest(project: string): void {
  const file = join(reports, `${project}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  // The browser project names its instances "browser (chromium)".
  const ok = run(
    `${project} tests`,
    'vitest',
    args.map((arg) => (arg === 'browser' ? 'browser*' : arg)),
  );
  if (!existsSync(file)) {
    addReport(false, undefined);
    return;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  addReport(ok, {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 4179));
    });
  });
}

async function runPlaywright(): Promise<void> {
  const file = join(reports, 'e2e.json');
  const env = { E2E_JSON: file, E2E_BUILT: '1', E2E_PORT: String(await findFreePort()) };
  const ok = run('e2e tests', 'playwright', ['test'], env);
  if (!existsSync(file)) {
    addReport(false, undefined);
    return;
  }
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  addReport(ok, { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped });
}

try {
  const chromium = ensureChromium();
  process.env.CHROMIUM_PATH = chromium;
  console.log(`Browser: ${chromium}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}

check('types', 'tsc', ['--noEmit', '-p', '.']);
check('lint', 'biome', ['check', '--error-on-warnings', '.']);
check('unused files and exports', 'knip', ['--no-progress']);
check('build', 'vite', ['build']);
check('sizes', 'size-limit', []);
runVitest('node');
runVitest('dom');
runVitest('browser');
await runPlaywright();
rmSync(reports, { recursive: true, force: true });

console.log(
  `\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`,
);
process.exitCode = totals.failed > 0 ? 1 : 0;
