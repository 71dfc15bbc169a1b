import { Menu } from '@mantine/core';
import { IconFileTypeCsv, IconFileTypeSvg, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { download } from '../../ui/download.ts';
import { notify } from '../../ui/notify.ts';
import { createPicture, readTitle, toSvgText } from './createPicture.ts';
import type { DownloadSource } from './DownloadButton.tsx';
import { toCsv } from './toCsv.ts';
import { toFileName } from './toFileName.ts';
import { toPng } from './toPng.ts';

interface DownloadItemsProps {
  readonly readPlot: () => HTMLElement | null;
  readonly readHead: () => Element | null;
  readonly readSource: () => DownloadSource;
}

/** A chart as SVG, PNG and CSV. */
export function DownloadItems({ readPlot, readHead, readSource }: DownloadItemsProps) {
  const { t } = useTranslation('views');
  const tell = async (work: () => void | Promise<void>) => {
    try {
      await work();
    } catch {
      void notify({ title: t('chart.failed'), message: t('chart.failedAction'), color: 'red' });
    }
  };
  const takePicture = () => {
    const title = readTitle(readHead());
    const { label } = readSource();
    const plot = readPlot();
    if (!plot) throw new Error('the chart has no plot');
    return { name: title || label, picture: createPicture(plot, label, title) };
  };
  const saveSvg = () => {
    const { name, picture } = takePicture();
    download(toFileName(name, 'svg'), toSvgText(picture), 'image/svg+xml');
  };
  const savePng = async () => {
    const { name, picture } = takePicture();
    download(toFileName(name, 'png'), await toPng(picture), 'image/png');
  };
  const saveCsv = () => {
    const { label, table } = readSource();
    download(toFileName(readTitle(readHead()) || label, 'csv'), toCsv(table()), 'text/csv;charset=utf-8');
  };
  return (
    <>
      <Menu.Item leftSection={<IconFileTypeSvg size={16} />} onClick={() => void tell(saveSvg)}>
        {t('chart.svg')}
      </Menu.Item>
      <Menu.Item leftSection={<IconPhoto size={16} />} onClick={() => void tell(savePng)}>
        {t('chart.png')}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => void tell(saveCsv)}>
        {t('chart.csv')}
      </Menu.Item>
    </>
  );
}
