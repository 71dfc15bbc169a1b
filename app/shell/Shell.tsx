import { UnstyledButton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChartHistogram, IconListDetails, IconScissors } from '@tabler/icons-react';
import { type CSSProperties, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLessonStore } from '../lessons/lessonStore.ts';
import { type LinkOptions, mayOpen, parseLinkOptions } from '../linkOptions.ts';
import { useLab } from '../store/labContext.ts';
import { Later } from './Later.tsx';
import { LinkOptionsContext } from './linkOptionsContext.ts';
import { Dialogs } from './palette/Dialogs.tsx';
import { RecipeRail } from './RecipeRail.tsx';
import { RunBar } from './RunBar.tsx';
import classes from './Shell.module.css';
import { Shortcuts } from './Shortcuts.tsx';
import { SkipLink } from './SkipLink.tsx';
import { Stage } from './Stage.tsx';
import { TopBar } from './TopBar.tsx';

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
const LessonPanel = lazy(async () => ({
  default: (await import('../lessons/LessonPanel.tsx')).LessonPanel,
}));
const LinkNotice = lazy(async () => ({ default: (await import('./rail/LinkNotice.tsx')).LinkNotice }));

/** The page as the link that it was opened by wants it. */
export function Shell() {
  const [{ options, unknown }] = useState(() => parseLinkOptions(location.search));
  const drawn = useLab((state) => state.drawn);
  return (
    <LinkOptionsContext value={options}>
      <Frame options={options} />
      <Suspense>{drawn && unknown.length > 0 && <LinkNotice unknown={unknown} />}</Suspense>
    </LinkOptionsContext>
  );
}

/** The frame of the page. On a narrow screen one part is seen at a time, chosen by the bar at the bottom. */
function Frame({ options }: { readonly options: LinkOptions }) {
  const { t } = useTranslation();
  const [section, setSection] = useState<Section>('stage');
  const drawn = useLab((state) => state.drawn);
  const lessonId = useLessonStore((state) => state.lessonId);
  useDocumentTitle(t('name'));
  const shows = (part: LinkOptions['hide'][number]) => !options.hide.includes(part);
  const lesson = lessonId ? (shows('rail') ? 'above' : 'alone') : undefined;
  const sections = SECTIONS.filter(({ id }) => id === 'stage' || shows(id === 'recipe' ? 'rail' : 'panel'));
  const widths = {
    // A lesson stands above the rail, and needs a little more.
    ...(lessonId ? { '--rail-width': '320px' } : shows('rail') ? {} : { '--rail-width': '0px' }),
    ...(shows('panel') ? {} : { '--panel-width': '0px' }),
  } as CSSProperties;

  return (
    <div className={classes.shell} data-section={section} data-lesson={lesson} style={widths}>
      <Shortcuts />
      <SkipLink onSkip={() => setSection('stage')} />
      <header className={classes.top}>
        <TopBar />
      </header>
      {lessonId && (
        <div className={classes.lesson}>
          <Suspense>{drawn && <LessonPanel key={lessonId} id={lessonId} />}</Suspense>
        </div>
      )}
      {shows('rail') && (
        <nav className={classes.rail} data-part="rail" aria-label={t('sections.recipe')}>
          <RecipeRail />
        </nav>
      )}
      <main className={classes.stage} id="stage" tabIndex={-1}>
        <Later turns={1}>
          <Stage />
        </Later>
      </main>
      {shows('panel') && (
        <aside className={classes.panel} data-part="panel" aria-label={t('sections.step')}>
          <Later turns={2}>
            <Suspense>{drawn && <StepPanel />}</Suspense>
          </Later>
        </aside>
      )}
      {shows('run') && (
        <section className={classes.run} data-part="run" aria-label={t('run.title')}>
          <RunBar />
        </section>
      )}
      {sections.length > 1 && (
        <nav className={classes.sections} aria-label={t('sections.label')}>
          {sections.map(({ id, Icon }) => (
            <UnstyledButton
              key={id}
              className={classes.section!}
              data-part={{ recipe: 'rail', stage: 'stage', step: 'panel' }[id]}
              aria-current={id === section ? 'page' : undefined}
              onClick={() => setSection(id)}
            >
              <Icon size={20} aria-hidden />
              {t(`sections.${id}`)}
            </UnstyledButton>
          ))}
        </nav>
      )}
      <Dialogs />
      <Suspense>{drawn && <Notices />}</Suspense>
      <Suspense>{drawn && mayOpen(options) && <DropTarget />}</Suspense>
    </div>
  );
}
