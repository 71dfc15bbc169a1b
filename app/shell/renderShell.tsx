import { MantineProvider } from '@mantine/core';
import { type RenderResult, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Recipe } from '../../src/index.ts';
import { createI18n } from '../i18n/createI18n.ts';
import type { Language } from '../i18n/resources.ts';
import { createLabStore } from '../store/createLabStore.ts';
import { DEFAULT_RECIPE } from '../store/defaults.ts';
import { createInMemoryClient } from '../store/inMemoryClient.ts';
import { LabContext } from '../store/labContext.ts';

/** Renders a part of the page for a test, on an open session whose jobs the test ends. */
export async function renderShell(
  part: ReactNode,
  {
    language = 'en',
    recipe = DEFAULT_RECIPE,
  }: { readonly language?: Language; readonly recipe?: Recipe } = {},
) {
  const worker = createInMemoryClient();
  const store = createLabStore({ client: worker.client });
  await store.getState().openRecipe(recipe);
  const messages = await createI18n(language);
  await messages.loadNamespaces(['forms', 'training']);
  const view: RenderResult = render(
    <I18nextProvider i18n={messages}>
      <MantineProvider env="test">
        <LabContext value={{ store, client: worker.client }}>{part}</LabContext>
      </MantineProvider>
    </I18nextProvider>,
  );
  return { worker, store, view };
}
