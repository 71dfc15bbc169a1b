import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetManifest } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { DrawPad } from './DrawPad.tsx';
import { MOST_BYTES, MOST_PIXELS } from './loadPicture.ts';
import { PixelImage } from './PixelImage.tsx';
import { isPhotographic } from './pictureStore.ts';
import classes from './pictures.module.css';
import { useOwnPicture } from './useOwnPicture.ts';
import { usePictureFile } from './usePictureFile.ts';

/** The place for a picture of one's own: drawn, opened from a file, pasted or dropped; and what the network sees of it. */
export function OwnPicture({ target }: { readonly target: DatasetManifest }) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const picture = useOwnPicture();
  const { fault, open, clear } = usePictureFile(target);
  const [over, setOver] = useState(false);
  const photographic = isPhotographic(target);
  const [height, width] = target.imageShape;
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      void open(event.dataTransfer.files[0]);
    },
  };
  return (
    <div className={classes.own} data-over={over || undefined} {...drop}>
      <div className={classes.sheets}>
        {photographic ? (
          <p className={classes.drop}>{t('picture.dropHere')}</p>
        ) : (
          <figure className={classes.sheet}>
            <DrawPad target={target} />
            <figcaption>{t('picture.drawHere')}</figcaption>
          </figure>
        )}
        <figure className={classes.sheet} data-kind="seen">
          {picture ? (
            <PixelImage
              pixels={picture.pixels}
              shape={picture.shape}
              size={84}
              label={t(picture.origin === 'drawn' ? 'picture.drawnAlt' : 'picture.fileAlt')}
            />
          ) : (
            <div className={classes.none} />
          )}
          <figcaption>{t('picture.seen', { size: `${width}×${height}` })}</figcaption>
        </figure>
      </div>
      <div className={classes.buttons}>
        <FileButton onChange={(file) => void open(file)} accept="image/*">
          {(props) => (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconUpload size={15} aria-hidden />}
              {...props}
            >
              {t('picture.upload')}
            </Button>
          )}
        </FileButton>
        <Button size="compact-sm" variant="default" disabled={!picture && !fault} onClick={clear}>
          {t('picture.clear')}
        </Button>
      </div>
      <p className={classes.hint}>{t(photographic ? 'picture.photoHint' : 'picture.inkHint')}</p>
      {fault && (
        <p className={classes.fault} role="alert">
          {t(`picture.fault.${fault}`, {
            bytes: format.bytes(MOST_BYTES),
            pixels: format.count(MOST_PIXELS),
          })}
        </p>
      )}
    </div>
  );
}
