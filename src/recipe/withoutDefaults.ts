import type { JsonSchema } from './recipeJsonSchema.ts';
import { recipeJsonSchema } from './recipeJsonSchema.ts';
import type { RecipeInput } from './schema.ts';
import { maybeGet, narrowSchema, stepInto } from './walkSchema.ts';

function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isEqual(maybeGet(a, key), maybeGet(b, key)));
}

function strip(value: unknown, schemas: readonly JsonSchema[]): unknown {
  const narrowed = narrowSchema(schemas, value);
  const below = (key: string | number) => narrowed.flatMap((schema) => stepInto(schema, key));
  if (Array.isArray(value)) return value.map((item, index) => strip(item, below(index)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, inner]) => !below(key).some((schema) => 'default' in schema && isEqual(inner, schema.default)),
      )
      .map(([key, inner]) => [key, strip(inner, below(key))]),
  );
}

/** The recipe without the keys that say what their absence says, for short links and files. */
export function withoutDefaults(recipe: RecipeInput): RecipeInput {
  return strip(recipe, [recipeJsonSchema()]) as RecipeInput;
}
