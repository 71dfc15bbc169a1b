import { Button, Group, Menu, Text } from '@mantine/core';
import { IconCheck, IconCpu } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BACKEND_NAMES, type BackendName, type BackendReport } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { maybeIsolationProblem } from '../serviceWorker/isolatePage.ts';
import { useLab } from '../store/labContext.ts';
import classes from './TopBar.module.css';

/** What computes, on which device and why; the menu lets the person choose another. */
export function BackendBadge() {
  const { t } = useTranslation();
  const backend = useLab((state) => state.backend);
  const name = backend ? t(`backend.names.${backend.name}`) : t('backend.opening');
  // Only WebAssembly has threads to count.
  const threads = backend?.name === 'wasm' ? backend.threads : undefined;
  return (
    <Menu position="bottom-start" width={340}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          px="sm"
          className={classes.backend!}
          leftSection={<IconCpu size={16} />}
          aria-label={
            threads === undefined
              ? t('backend.label', { name })
              : t('backend.labelThreads', { name, count: threads })
          }
        >
          <span className={classes.backendName}>
            {name}
            {threads !== undefined && ` × ${threads}`}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {backend && <Description backend={backend} />}
        <Menu.Divider />
        <Menu.Label>{t('backend.candidates')}</Menu.Label>
        {BACKEND_NAMES.map((candidate) => (
          <Candidate key={candidate} name={candidate} backend={backend} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Description({ backend }: { readonly backend: BackendReport }) {
  const { t } = useTranslation();
  const problem = backend.name === 'wasm' && backend.threads === 1 ? maybeIsolationProblem() : undefined;
  return (
    <div className={classes.description}>
      <Text size="sm" fw={600}>
        {t(`backend.names.${backend.name}`)}
        {backend.software && ` (${t('backend.software')})`}
      </Text>
      <Text size="xs">{t(`backend.reason.${backend.reason}`)}</Text>
      <Text size="xs" c="dimmed">
        {t('backend.device')}: {backend.device}
      </Text>
      <Text size="xs" c="dimmed">
        {t('backend.threads')}: {backend.threads}
      </Text>
      {problem && <Text size="xs">{t(`backend.oneThread.${problem}`)}</Text>}
    </div>
  );
}

interface CandidateProps {
  readonly name: BackendName;
  readonly backend: BackendReport | null;
}

function Candidate({ name, backend }: CandidateProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const chooseBackend = useLab((state) => state.chooseBackend);
  const found = backend?.candidates.find((candidate) => candidate.name === name);
  const chosen = backend?.name === name;
  const probe = found?.probeMs === undefined ? [] : [t('backend.probe', { time: format.ms(found.probeMs) })];
  const notes = [t(`backend.outcome.${chosen ? 'chosen' : (found?.outcome ?? 'skipped')}`), ...probe];
  return (
    <Menu.Item
      disabled={found?.outcome === 'unavailable'}
      rightSection={chosen ? <IconCheck size={16} aria-hidden /> : null}
      onClick={() => !chosen && void chooseBackend(name)}
    >
      <Text size="sm">{t(`backend.names.${name}`)}</Text>
      <Group gap={4}>
        <Text size="xs" c="dimmed">
          {notes.join(' · ')}
        </Text>
      </Group>
      {found?.message && (
        <Text size="xs" c="dimmed" lineClamp={2}>
          {found.message}
        </Text>
      )}
    </Menu.Item>
  );
}
