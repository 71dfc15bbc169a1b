import { spawnSync } from 'node:child_process';

/** Runs an example recipe into out/; throws where it fails. */
export function runExample(root: string, recipe: string): void {
  const args = ['tsx', 'src/cli/experiment.ts', `public/recipes/${recipe}.json`, '--out', `out/${recipe}`];
  const { status } = spawnSync('npx', ['--no-install', ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`the recipe ${recipe} failed`);
}
