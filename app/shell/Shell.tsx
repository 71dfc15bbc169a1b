import { UnstyledButton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChartHistogram, IconListDetails, IconScissors } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { RecipeRail } from './RecipeRail.tsx';
import { RunBar } from './RunBar.tsx';
import classes from './Shell.module.css';
import { Stage } from './Stage.tsx';
import { TopBar } from './TopBar.tsx';
import { useShortcuts } from './useShortcuts.ts';

const SECTIONS = [
  { id: 'recipe', Icon: IconListDetails },
  { id: 'stage', Icon: IconChartHistogram },
  { id: 'step', Icon: IconScissors },
] as const;
type Section = (typeof SECTIONS)[number]['id'];

// Not needed for the first picture: together they are a third of the page's script.
const StepPanel = lazy(async () => ({ default: (await import('./StepPanel.tsx')).StepPanel }));
const Notices = lazy(async () => ({ default: (await import('./Notices.tsx')).Notices }));
const DropTarget = lazy(async () => ({ default: (await import('./files/DropTarget.tsx')).DropTarget }));
const ShortcutsHelp = lazy(async () => ({ default: (await import('./ShortcutsHelp.tsx')).ShortcutsHelp }));

/** The frame of the page. On a narrow screen one part is seen at a time, chosen by the bar at the bottom. */
export function Shell() {
  const { t } = useTranslation();
  const [section, setSection] = useState<Section>('stage');
  const [helpOpened, setHelpOpened] = useState(false);
  const drawn = useLab((state) => state.drawn);
  const help = () => setHelpOpened(true);
  useShortcuts(help);
  useDocumentTitle(t('name'));

  return (
    <div className={classes.shell} data-section={section}>
      <a className={classes.skip} href="#stage">
        {t('skipToStage')}
      </a>
      <header className={classes.top}>
        <TopBar onHelp={help} />
      </header>
      <nav className={classes.rail} aria-label={t('sections.recipe')}>
        <RecipeRail />
      </nav>
      <main className={classes.stage} id="stage" tabIndex={-1}>
        <Stage />
      </main>
      <aside className={classes.panel} aria-label={t('sections.step')}>
        <Suspense>{drawn && <StepPanel />}</Suspense>
      </aside>
      <section className={classes.run} aria-label={t('run.title')}>
        <RunBar />
      </section>
      <nav className={classes.sections} aria-label={t('sections.label')}>
        {SECTIONS.map(({ id, Icon }) => (
          <UnstyledButton
            key={id}
            className={classes.section!}
            aria-current={id === section ? 'page' : undefined}
            onClick={() => setSection(id)}
          >
            <Icon size={20} aria-hidden />
            {t(`sections.${id}`)}
          </UnstyledButton>
        ))}
      </nav>
      <Suspense>{helpOpened && <ShortcutsHelp onClose={() => setHelpOpened(false)} />}</Suspense>
      <Suspense>{drawn && <Notices />}</Suspense>
      <Suspense>{drawn && <DropTarget />}</Suspense>
    </div>
  );
}
