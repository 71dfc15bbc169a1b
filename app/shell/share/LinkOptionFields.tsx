import { Checkbox, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LINK_LOCKS, LINK_PARTS, type LinkOptions } from '../../linkOptions.ts';
import { VIEW_IDS, type ViewId } from '../../store/labState.ts';
import classes from './share.module.css';

interface LinkOptionFieldsProps {
  readonly options: LinkOptions;
  readonly onChange: (options: LinkOptions) => void;
}

/** How the page stands for whoever opens the link: the view, what is held fast, what is left out, a frame or a page. */
export function LinkOptionFields({ options, onChange }: LinkOptionFieldsProps) {
  const { t } = useTranslation('share');
  const { t: shell } = useTranslation();
  const { view: _, ...others } = options;
  return (
    <Stack gap="md">
      <Select
        label={t('view.label')}
        description={t('view.hint')}
        data={VIEW_IDS.map((id) => ({ value: id, label: shell(`stage.view.${id}`) }))}
        value={options.view ?? null}
        placeholder={t('view.usual')}
        clearable
        clearButtonProps={{ 'aria-label': t('view.clear') }}
        maw={340}
        onChange={(id) => onChange(id ? { ...others, view: id as ViewId } : others)}
      />
      <Checkbox.Group
        label={t('lock.label')}
        description={t('lock.hint')}
        value={[...options.lock]}
        onChange={(chosen) =>
          onChange({ ...options, lock: LINK_LOCKS.filter((lock) => chosen.includes(lock)) })
        }
      >
        <div className={classes.choices}>
          {LINK_LOCKS.map((lock) => (
            <Checkbox key={lock} value={lock} label={t(`lock.${lock}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t('hide.label')}
        description={t('hide.hint')}
        value={[...options.hide]}
        onChange={(chosen) =>
          onChange({ ...options, hide: LINK_PARTS.filter((part) => chosen.includes(part)) })
        }
      >
        <div className={classes.choices}>
          {LINK_PARTS.map((part) => (
            <Checkbox
              key={part}
              value={part}
              label={t(`hide.${part}`)}
              description={t(`hideHints.${part}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        label={t('embed.label')}
        description={t('embed.hint')}
        checked={options.embed}
        onChange={(event) => onChange({ ...options, embed: event.currentTarget.checked })}
      />
    </Stack>
  );
}
