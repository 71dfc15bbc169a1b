import { Badge, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_SESSIONS, type SessionInfo } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useClient, useLab } from '../../store/labContext.ts';
import { datasetKey } from '../networks/datasetKey.ts';
import { headerNetwork, networkTitle } from '../networks/networkChoices.ts';
import classes from './files.module.css';

interface SessionsDialogProps {
  readonly onClose: () => void;
}

/** The sessions that this browser keeps: to name, open and delete. */
export function SessionsDialog({ onClose }: SessionsDialogProps) {
  const { t } = useTranslation('files');
  const client = useClient();
  const queries = useQueryClient();
  const openSession = useLab((state) => state.openSession);
  const fail = useLab((state) => state.fail);
  const list = useQuery({
    queryKey: ['listSessions'],
    queryFn: () => client.run('listSessions', {}),
    staleTime: 0,
    gcTime: 0,
  });

  async function open(id: string): Promise<void> {
    try {
      const record = await client.run('readSession', { id });
      onClose();
      if (record) await openSession(record);
    } catch (thrown) {
      fail(thrown);
    }
  }

  async function remove(id: string): Promise<void> {
    await client.run('deleteSession', { id }).catch(fail);
    await queries.invalidateQueries({ queryKey: ['listSessions'] });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('dialog.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('dialog.explain', { most: MOST_SESSIONS })}
        </Text>
        <SessionName />
        {list.data?.length === 0 && <Text size="sm">{t('dialog.empty')}</Text>}
        <ul className={classes.sessions}>
          {list.data?.map((info) => (
            <SessionRow
              key={info.id}
              info={info}
              onOpen={() => void open(info.id)}
              onRemove={() => void remove(info.id)}
            />
          ))}
        </ul>
      </Stack>
    </Modal>
  );
}

/** What the open session is called. */
function SessionName() {
  const { t } = useTranslation('files');
  const title = useLab((state) => state.title);
  const setTitle = useLab((state) => state.setTitle);
  const kept = useLab((state) => state.kept);
  const header = useLab((state) => state.header);
  if (kept === 'none') return null;
  return (
    <TextInput
      label={t('dialog.name')}
      placeholder={networkTitle(headerNetwork(header))}
      value={title}
      maxLength={120}
      onChange={(event) => setTitle(event.currentTarget.value)}
    />
  );
}

interface SessionRowProps {
  readonly info: SessionInfo;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

function SessionRow({ info, onOpen, onRemove }: SessionRowProps) {
  const { t, i18n } = useTranslation('files');
  const format = useFormat();
  const current = useLab((state) => state.sessionId === info.id);
  const [asking, setAsking] = useState(false);
  const title =
    info.title ||
    t('dialog.unnamed', {
      network: networkTitle(info.network),
      dataset: t(datasetKey(info.dataset), { ns: 'shell' }),
    });
  const facts = [
    new Date(info.savedAt).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }),
    t('dialog.rows', { count: info.rows }),
    ...(info.accuracy === undefined
      ? []
      : [t('dialog.accuracy', { share: format.percent(info.accuracy, 2) })]),
    ...(info.keptShare === undefined ? [] : [t('dialog.kept', { share: format.percent(info.keptShare, 1) })]),
  ];
  return (
    <li className={classes.sessionRow}>
      <div className={classes.sessionText}>
        <Text fw={600} truncate>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
      </div>
      {current && <Badge variant="light">{t('dialog.current')}</Badge>}
      {!current && !asking && (
        <Group gap={6} wrap="nowrap">
          <Button size="compact-sm" onClick={onOpen}>
            {t('dialog.openIt')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('dialog.removeNamed', { title })}
            onClick={() => setAsking(true)}
          >
            {t('dialog.remove')}
          </Button>
        </Group>
      )}
      {asking && (
        <Group gap={6} wrap="nowrap">
          <Button size="compact-sm" color="red" onClick={onRemove} autoFocus>
            {t('dialog.confirm')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>
            {t('dialog.keep')}
          </Button>
        </Group>
      )}
    </li>
  );
}
