import { Button, Group, Loader, Stack, Tabs, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { VIEW_IDS, type ViewId } from '../store/labState.ts';
import { toRecipe } from '../store/recipeTree.ts';
import { findNode, nameOf } from '../store/treeNodes.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { SnapshotBadge } from '../ui/SnapshotBadge.tsx';
import { NetworkMap } from '../views/map/NetworkMap.tsx';
import { useLinkOptions } from './linkOptionsContext.ts';
import classes from './Stage.module.css';
import { STAGE_VIEWS } from './stageViews.ts';
import { useSelectedNode } from './usePanel.ts';

const BesideSelect = lazy(async () => ({ default: (await import('./BesideSelect.tsx')).BesideSelect }));

/** Two views side by side need this much. */
const WIDE = '(min-width: 1600px)';

/** The network map above one view of the snapshot looked at, or two side by side. */
export function Stage() {
  const { t } = useTranslation();
  const view = useLab((state) => state.view);
  const setView = useLab((state) => state.setView);
  const session = useLab((state) => state.session);
  const node = useSelectedNode();
  const done = node?.status === 'done';
  const beside = useLab((state) => state.besideView);
  const drawn = useLab((state) => state.drawn);
  const { hide } = useLinkOptions();
  const isWide = useMediaQuery(WIDE) ?? false;
  const tabsRef = useRef<HTMLDivElement>(null);
  // On a narrow screen the tabs are a strip: the one that is chosen by other means comes into sight, once the first
  // picture stands: asking where it is lays the whole page out.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected follows the view
  useEffect(() => {
    if (!drawn) return;
    const tab = tabsRef.current?.querySelector('[aria-selected=true]');
    tab?.scrollIntoView?.({ inline: 'nearest', block: 'nearest' });
  }, [view, drawn]);
  const shown = isWide && beside && beside !== view ? [view, beside] : [view];

  return (
    <div className={classes.centre}>
      {!hide.includes('map') && (
        <section className={classes.map} data-part="map" aria-label={t('map.label')}>
          {done && (
            <Guarded resetKey={node.id}>
              <NetworkMap />
            </Guarded>
          )}
        </section>
      )}
      <Tabs
        value={view}
        onChange={(next) => next && setView(next as ViewId)}
        className={classes.stage!}
        data-part="stage"
        keepMounted={false}
      >
        <div className={classes.head}>
          {/* A panel is named by its tab: where the link hides them, the one of the view stays. */}
          <Tabs.List ref={tabsRef} aria-label={t('stage.views')} className={classes.tabs!}>
            {VIEW_IDS.filter((id) => id === view || !hide.includes('tabs')).map((id) => (
              <Tabs.Tab key={id} value={id}>
                {t(`stage.view.${id}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {isWide && drawn && !hide.includes('tabs') && (
            <Suspense fallback={null}>
              <BesideSelect />
            </Suspense>
          )}
          <Shown />
        </div>
        <Tabs.Panel value={view} className={classes.views!}>
          {(session === 'failed' || !done) && (
            <div className={classes.view}>
              {session === 'failed' && <Failed />}
              {session === 'opening' && <Opening />}
              {session === 'open' && <Text c="dimmed">{t('stage.pendingTitle')}</Text>}
            </div>
          )}
          {session !== 'failed' &&
            done &&
            shown.map((id) => <OneView key={id} id={id} snapshotId={node.id} named={shown.length > 1} />)}
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

interface OneViewProps {
  readonly id: ViewId;
  readonly snapshotId: string;
  /** True where it stands beside another one. */
  readonly named: boolean;
}

function OneView({ id, snapshotId, named }: OneViewProps) {
  const { t } = useTranslation();
  const View = STAGE_VIEWS[id];
  return (
    <section className={classes.view} {...(named ? { 'aria-label': t(`stage.view.${id}`) } : {})}>
      <Guarded resetKey={`${id} ${snapshotId}`}>
        <Suspense fallback={<Loading />}>
          <View />
        </Suspense>
      </Guarded>
    </section>
  );
}

/** Which snapshots are seen: A, and B where one is pinned. */
function Shown() {
  const { t } = useTranslation();
  const a = useSelectedNode();
  const b = useLab((state) => findNode(state.nodes, state.comparedId));
  return (
    <div className={classes.shown}>
      {a && (
        <span>
          <SnapshotBadge letter="A" label={t('rail.a')} /> {nameOf(a)}
        </span>
      )}
      {b && (
        <span>
          <SnapshotBadge letter="B" label={t('rail.b')} /> {nameOf(b)}
        </span>
      )}
    </div>
  );
}

/** Keeps a view that cannot be drawn from taking the page with it. */
function Guarded({ resetKey, children }: { readonly resetKey: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <ErrorBoundary resetKey={resetKey} fallback={<Text c="dimmed">{t('notices.partCrashed')}</Text>}>
      {children}
    </ErrorBoundary>
  );
}

function Loading() {
  const { t } = useTranslation();
  return <Loader size="sm" role="status" data-loading aria-label={t('stage.loading')} />;
}

function Opening() {
  const { t } = useTranslation();
  return (
    <Stack align="center" gap="xs" className={classes.message!} role="status">
      <Loader size="sm" />
      <Text fw={500}>{t('stage.opening')}</Text>
      <Text size="sm" c="dimmed">
        {t('stage.openingHint')}
      </Text>
    </Stack>
  );
}

function Failed() {
  const { t } = useTranslation();
  const error = useLab((state) => state.sessionError);
  const nodes = useLab((state) => state.nodes);
  const header = useLab((state) => state.header);
  const openRecipe = useLab((state) => state.openRecipe);
  if (!error) return null;
  const retry = () => void openRecipe(toRecipe({ header, nodes }));
  return (
    <Stack align="center" gap="xs" className={classes.message!} role="alert">
      <Text fw={600}>{t(`${error.code}.title`, { ns: 'errors' })}</Text>
      <Text size="sm">{t(`${error.code}.action`, { ns: 'errors' })}</Text>
      <ErrorMessage text={error.message} />
      <Group mt="sm">
        <Button size="sm" onClick={retry}>
          {t('stage.retry')}
        </Button>
      </Group>
    </Stack>
  );
}
