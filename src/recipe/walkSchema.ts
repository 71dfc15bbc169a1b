import type { JsonSchema } from './recipeJsonSchema.ts';

/** An own property of anything, or undefined. */
export function maybeGet(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/** The branches of a union; undefined for any other schema. */
export const branchesOf = (schema: JsonSchema) => schema.anyOf ?? schema.oneOf;

/** The schemas that may hold at one key or position below a schema; several below a union. */
export function stepInto(schema: JsonSchema, key: PropertyKey): readonly JsonSchema[] {
  const branches = branchesOf(schema);
  if (branches) return branches.flatMap((branch) => stepInto(branch, key));
  if (typeof key === 'number') {
    const item = schema.prefixItems?.[key] ?? schema.items;
    return item ? [item] : [];
  }
  const property = schema.properties?.[String(key)];
  return property ? [property] : [];
}

/** Keys that an object of this schema may have; of all branches of a union. */
export function listKeys(schema: JsonSchema): readonly string[] {
  const branches = branchesOf(schema);
  if (branches) return [...new Set(branches.flatMap(listKeys))];
  return Object.keys(schema.properties ?? {});
}

/** The branches of unions that an object fits by its constants (its `kind`) and keys; all where none fits. */
export function narrowSchema(schemas: readonly JsonSchema[], value: unknown): readonly JsonSchema[] {
  const branches = schemas.flatMap((schema) => schema.anyOf ?? schema.oneOf ?? [schema]);
  const fitting = branches.filter(({ properties = {} }) =>
    Object.entries(properties).every(
      ([key, { const: expected }]) => expected === undefined || maybeGet(value, key) === expected,
    ),
  );
  return fitting.length > 0 ? fitting : branches;
}
