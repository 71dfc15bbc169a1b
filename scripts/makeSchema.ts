/** Writes public/recipe.schema.json from the validator, for editors that complete and check recipes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipeJsonSchema } from '../src/recipe/recipeJsonSchema.ts';

writeFileSync(
  join(import.meta.dirname, '../public/recipe.schema.json'),
  `${JSON.stringify(recipeJsonSchema(), null, 2)}\n`,
);
