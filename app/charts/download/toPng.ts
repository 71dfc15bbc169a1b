import type { Picture } from './createPicture.ts';

/** Pixels of the file for each CSS pixel. */
export const PNG_SCALE = 2;

async function loadImage(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }),
  );
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The picture as a PNG file, twice as fine as CSS pixels. Canvases are taken as they are, not by way of the drawing. */
export async function toPng({ width, height, background, canvases, drawing }: Picture): Promise<Blob> {
  const output = document.createElement('canvas');
  output.width = width * PNG_SCALE;
  output.height = height * PNG_SCALE;
  const context = output.getContext('2d')!;
  context.scale(PNG_SCALE, PNG_SCALE);
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  // Pixels of maps stay pixels.
  context.imageSmoothingEnabled = false;
  for (const layer of canvases) {
    context.drawImage(layer.canvas, layer.x, layer.y, layer.width, layer.height);
  }
  context.drawImage(await loadImage(drawing), 0, 0, width, height);
  return new Promise((resolve, reject) => {
    output.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error(`no PNG of ${output.width} × ${output.height} pixels`));
    }, 'image/png');
  });
}
