import type { JsonSchema } from './recipeJsonSchema.ts';
import { branchesOf } from './walkSchema.ts';

function describeBounds(schema: JsonSchema): string {
  const { exclusiveMinimum: above } = schema;
  // The validator's own bounds of whole numbers are not worth a word.
  const low = (schema.minimum ?? 0) <= Number.MIN_SAFE_INTEGER ? undefined : schema.minimum;
  const high = (schema.maximum ?? 0) >= Number.MAX_SAFE_INTEGER ? undefined : schema.maximum;
  if (above !== undefined) return high === undefined ? `above ${above}` : `above ${above}, at most ${high}`;
  if (low !== undefined && high !== undefined) return `${low} to ${high}`;
  if (low !== undefined) return `at least ${low}`;
  return high === undefined ? '' : `at most ${high}`;
}

function describeList({ items, prefixItems, minItems, maxItems }: JsonSchema): string {
  if (prefixItems) return `a list of ${prefixItems.length}`;
  if (!items) return 'a list';
  const size = maxItems === undefined ? `at least ${minItems ?? 0}` : `${minItems ?? 0} to ${maxItems}`;
  return `a list of ${size}, each ${describeExpectation(items)}`;
}

/** The key that each branch needs, where every branch needs one of its own. */
function maybeOwnKeys(branches: readonly JsonSchema[]): readonly string[] | undefined {
  const keys = branches.flatMap(({ required }) => (required?.length === 1 ? required : []));
  const isEachOwn = keys.length === branches.length && new Set(keys).size === keys.length;
  return isEachOwn && keys.length > 1 ? keys : undefined;
}

/** What a schema expects, in words that stand after "expected": `0 to 1`, `one of "a", "b"`. */
export function describeExpectation(schema: JsonSchema): string {
  const branches = branchesOf(schema);
  const ownKeys = branches && maybeOwnKeys(branches);
  if (ownKeys) return `an object with exactly one of ${ownKeys.join(', ')}`;
  if (branches) return describeAny(branches);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  switch (schema.type) {
    case 'number':
      return describeBounds(schema) || 'a number';
    case 'integer':
      return ['a whole number', describeBounds(schema)].filter(Boolean).join(', ');
    case 'string':
      if (schema.pattern) return `text of the form ${schema.pattern}`;
      return schema.maxLength === undefined ? 'text' : `text of at most ${schema.maxLength} characters`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return describeList(schema);
    default:
      return 'an object';
  }
}

/** What any of several schemas expects; constants are gathered into one list. */
export function describeAny(schemas: readonly JsonSchema[]): string {
  const constants = schemas.filter((schema) => schema.const !== undefined).map((schema) => schema.const);
  if (constants.length === schemas.length && constants.length > 1)
    return describeExpectation({ enum: constants });
  return [...new Set(schemas.map(describeExpectation))].join(' or ');
}
