import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChannelActivity, LayerActivity } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { PixelImage } from '../../pictures/PixelImage.tsx';
import { useTestImage } from '../../pictures/useTestImages.ts';
import { useLab } from '../../store/labContext.ts';
import shared from '../views.module.css';
import report from './report.module.css';
import { findSleepiest } from './sortChannels.ts';
import classes from './wakers.module.css';

interface WakersProps {
  readonly activity: LayerActivity;
  /** Images that were looked at. */
  readonly images: number;
}

/** The images that wake the chosen channel most. */
export function Wakers({ activity, images }: WakersProps) {
  const { t } = useTranslation('activations');
  const format = useFormat();
  const { layer, channels } = activity;
  const index = useLab((state) => (state.layer === layer ? state.channel : null));
  const selectChannel = useLab((state) => state.selectChannel);
  const channel = index === null ? undefined : channels[index];
  const sleepiest = findSleepiest(channels);
  return (
    <section className={shared.section}>
      {channel && (
        <h3 className={report.small}>{t('wakers.title', { index: format.count(channel.channel), layer })}</h3>
      )}
      <p className={shared.note}>{channel ? sayAwake(channel) : t('wakers.choose')}</p>
      {channel && (
        <ul className={classes.wakers}>
          {channel.wakers.map(({ image, label, activation }) => (
            <li key={image}>
              <WakerTile image={image} label={label} activation={activation} />
            </li>
          ))}
        </ul>
      )}
      {sleepiest && sleepiest !== channel && (
        <Button
          size="compact-sm"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => selectChannel(layer, sleepiest.channel)}
        >
          {t('wakers.quietest')}
        </Button>
      )}
    </section>
  );

  function sayAwake({ kept, awakeImages }: ChannelActivity): string {
    const words = { awake: format.count(awakeImages), images: format.count(images) };
    const said = t(awakeImages > 0 ? 'wakers.count' : 'wakers.none', words);
    return kept ? said : `${t('wakers.pruned')} ${said}`;
  }
}

function WakerTile({ image, label, activation }: ChannelActivity['wakers'][number]) {
  const { t } = useTranslation('activations');
  const format = useFormat();
  const className = useLab((state) => state.manifest?.classes[label] ?? String(label));
  const isSelected = useLab((state) => state.sample === image);
  const selectSample = useLab((state) => state.selectSample);
  const found = useTestImage(image);
  const value = format.number(activation);
  return (
    <button
      type="button"
      className={classes.waker}
      aria-pressed={isSelected}
      aria-label={t('wakers.image', { index: format.count(image), label: className, value })}
      onClick={() => selectSample(image)}
    >
      {found.data ? (
        <PixelImage pixels={found.data.pixels} shape={found.data.shape} size={64} />
      ) : (
        <span className={classes.blank} />
      )}
      <span>{t('wakers.label', { label: className })}</span>
      <b>{value}</b>
    </button>
  );
}
