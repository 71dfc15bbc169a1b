import { z } from 'zod';
import { recipeSchema } from './schema.ts';

/** The part of JSON Schema that the recipe's schema is made of. */
export interface JsonSchema {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

let built: JsonSchema | undefined;

/** The recipe as JSON Schema (draft 2020-12), of what a person may write: keys with a default may be absent. */
export function recipeJsonSchema(): JsonSchema {
  built ??= z.toJSONSchema(recipeSchema, { io: 'input' }) as JsonSchema;
  return built;
}
