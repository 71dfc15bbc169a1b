import { Button, MantineProvider, Stack, Text } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { Shell } from './shell/Shell.tsx';
import { type Lab, LabContext } from './store/labContext.ts';
import { theme } from './theme.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';

interface AppProps {
  readonly lab: Lab;
  readonly queries: QueryClient;
  readonly messages: i18n;
}

/** The page with all that it is handed. */
export function App({ lab, queries, messages }: AppProps) {
  return (
    <I18nextProvider i18n={messages}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <ErrorBoundary fallback={<Crashed />}>
          <QueryClientProvider client={queries}>
            <LabContext value={lab}>
              <Shell />
            </LabContext>
          </QueryClientProvider>
        </ErrorBoundary>
      </MantineProvider>
    </I18nextProvider>
  );
}

function Crashed() {
  const { t } = useTranslation();
  return (
    <Stack align="center" pt="20vh" gap="sm" role="alert">
      <Text fw={600}>{t('notices.crashed')}</Text>
      <Text>{t('notices.crashedAction')}</Text>
      <Button onClick={() => location.reload()}>{t('notices.reload')}</Button>
    </Stack>
  );
}
