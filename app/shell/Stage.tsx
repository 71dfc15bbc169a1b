import { Button, Group, Loader, Stack, Tabs, Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { recipeSchema } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import { VIEW_IDS, type ViewId } from '../store/labState.ts';
import { toRecipe } from '../store/recipeTree.ts';
import { findNode, nameOf } from '../store/treeNodes.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { SnapshotBadge } from '../ui/SnapshotBadge.tsx';
import { NetworkMap } from '../views/map/NetworkMap.tsx';
import { WeightsView } from '../views/weights/WeightsView.tsx';
import classes from './Stage.module.css';
import { useSelectedNode } from './usePanel.ts';

const ActivationsView = lazy(async () => ({
  default: (await import('../views/activations/ActivationsView.tsx')).ActivationsView,
}));
const SensitivityView = lazy(async () => ({
  default: (await import('../views/sensitivity/SensitivityView.tsx')).SensitivityView,
}));
const CostView = lazy(async () => ({ default: (await import('../views/cost/CostView.tsx')).CostView }));

const VIEWS: Readonly<Record<ViewId, React.ComponentType>> = {
  weights: WeightsView,
  activations: ActivationsView,
  sensitivity: SensitivityView,
  cost: CostView,
};

/** The network map above one view of the snapshot looked at. */
export function Stage() {
  const { t } = useTranslation();
  const view = useLab((state) => state.view);
  const setView = useLab((state) => state.setView);
  const session = useLab((state) => state.session);
  const node = useSelectedNode();
  const done = node?.status === 'done';
  const View = VIEWS[view];

  return (
    <div className={classes.centre}>
      <section className={classes.map} aria-label={t('map.label')}>
        {done && (
          <Guarded resetKey={node.id}>
            <NetworkMap />
          </Guarded>
        )}
      </section>
      <Tabs
        value={view}
        onChange={(next) => next && setView(next as ViewId)}
        className={classes.stage!}
        keepMounted={false}
      >
        <div className={classes.head}>
          <Tabs.List aria-label={t('stage.views')} className={classes.tabs!}>
            {VIEW_IDS.map((id) => (
              <Tabs.Tab key={id} value={id}>
                {t(`stage.view.${id}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Shown />
        </div>
        <Tabs.Panel value={view} className={classes.view!}>
          {session === 'failed' && <Failed />}
          {session === 'opening' && !done && <Opening />}
          {session === 'open' && !done && <Text c="dimmed">{t('stage.pendingTitle')}</Text>}
          {session !== 'failed' && done && (
            <Guarded resetKey={`${view} ${node.id}`}>
              <Suspense fallback={<Loading />}>
                <View />
              </Suspense>
            </Guarded>
          )}
        </Tabs.Panel>
      </Tabs>
    </div>
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
    <ErrorBoundary key={resetKey} fallback={<Text c="dimmed">{t('notices.partCrashed')}</Text>}>
      {children}
    </ErrorBoundary>
  );
}

function Loading() {
  const { t } = useTranslation();
  return <Loader size="sm" aria-label={t('stage.loading')} />;
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
  const retry = () => void openRecipe(recipeSchema.parse(toRecipe({ header, nodes })));
  return (
    <Stack align="center" gap="xs" className={classes.message!} role="alert">
      <Text fw={600}>{t(`${error.code}.title`, { ns: 'errors' })}</Text>
      <Text size="sm">{t(`${error.code}.action`, { ns: 'errors' })}</Text>
      <Text size="xs" c="dimmed">
        {error.message}
      </Text>
      <Group mt="sm">
        <Button size="sm" onClick={retry}>
          {t('stage.retry')}
        </Button>
      </Group>
    </Stack>
  );
}
