import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recipeJsonSchema } from './recipeJsonSchema.ts';

it('is what public/recipe.schema.json holds (else run: npm run make-schema)', () => {
  const file = join(import.meta.dirname, '../../public/recipe.schema.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(recipeJsonSchema())));
});
