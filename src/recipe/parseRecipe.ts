import type { z } from 'zod';
import { AppError } from '../base/errors.ts';
import { describeAny } from './describeExpectation.ts';
import { type JsonSchema, recipeJsonSchema } from './recipeJsonSchema.ts';
import { type Recipe, recipeSchema } from './schema.ts';
import { listKeys, maybeGet, narrowSchema, stepInto } from './walkSchema.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** A path into JSON as a person writes it: `steps[2].amount.sparsity`. */
export function formatPath(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

/** A value as it stands in an error message, shortened. */
export function formatValue(value: unknown): string {
  if (value === undefined) return 'missing';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

/** The branches of a union that the value was meant for, told by what is wrong with it in each. */
function findMeantBranches(
  branches: readonly (readonly Issue[])[],
  value: unknown,
): readonly (readonly Issue[])[] {
  const withItsKeys = branches.filter((issues) =>
    issues.every(({ path: [key] }) => key !== undefined && maybeGet(value, key) !== undefined),
  );
  if (withItsKeys.length > 0) return withItsKeys;
  return branches.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
}

/** Follows an issue of a union into the branch that was meant, so far as that can be told. */
function narrowIssue(issue: Issue, root: unknown): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const value = issue.path.reduce(maybeGet, root);
  const meant = findMeantBranches(issue.errors, value);
  const inner = meant.length === 1 ? meant[0]?.[0] : undefined;
  return inner ? narrowIssue({ ...inner, path: [...issue.path, ...inner.path] }, root) : issue;
}

/** The schemas at a path, with the branch taken that the value's own `kind` names. */
function findSchemas(path: Path, root: unknown): readonly JsonSchema[] {
  let schemas: readonly JsonSchema[] = [recipeJsonSchema()];
  let value = root;
  for (const key of path) {
    schemas = narrowSchema(schemas, value).flatMap((schema) => stepInto(schema, key));
    value = maybeGet(value, key);
  }
  return schemas;
}

function describeIssue(outer: Issue, root: unknown): { path: string; message: string } {
  const issue = narrowIssue(outer, root);
  const value = issue.path.reduce(maybeGet, root);
  const schemas = findSchemas(issue.path, root);
  if (issue.code === 'unrecognized_keys') {
    const path = formatPath([...issue.path, issue.keys[0]!]);
    const keys = narrowSchema(schemas, value).flatMap(listKeys);
    return { path, message: `${path}: unknown key (expected one of ${[...new Set(keys)].join(', ')})` };
  }
  const path = formatPath(issue.path) || 'recipe';
  const expectation = issue.code === 'custom' ? issue.message : `expected ${describeAny(schemas)}`;
  return { path, message: `${path}: ${formatValue(value)} (${expectation})` };
}

/** The error of a recipe that says something impossible at a path. */
export function invalidRecipe(path: Path, value: unknown, expectation: string): AppError {
  const where = formatPath(path) || 'recipe';
  return new AppError('invalid-recipe', `${where}: ${formatValue(value)} (expected ${expectation})`, {
    path: where,
  });
}

/**
 * Validates a recipe and fills in its defaults.
 *
 * Throws `invalid-recipe` for the first thing that is wrong: `steps[2].amount.sparsity: 1.4 (expected 0 to 1)`, or
 * `steps[0].epoch: unknown key (expected one of …)`; `details.path` holds the path.
 */
export function parseRecipe(json: unknown): Recipe {
  const parsed = recipeSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const { path, message } = describeIssue(parsed.error.issues[0]!, json);
  throw new AppError('invalid-recipe', message, { path }, parsed.error);
}
