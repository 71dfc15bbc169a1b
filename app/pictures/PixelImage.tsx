import { useEffect, useRef } from 'react';
import classes from './pictures.module.css';

interface PixelImageProps {
  /** `[height, width, channels]`, 0…255; 1 channel is grey. */
  readonly pixels: Uint8Array;
  readonly shape: readonly [number, number, number];
  /** Without one it is decoration: what it shows is said beside it. */
  readonly label?: string;
  /** Side in CSS pixels. */
  readonly size?: number;
}

/** A small image drawn large with hard pixel edges. */
export function PixelImage({ pixels, shape, label, size = 168 }: PixelImageProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [height, width, channels] = shape;
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      for (let part = 0; part < 3; part++) {
        image.data[4 * i + part] = pixels[i * channels + (channels === 3 ? part : 0)]!;
      }
      image.data[4 * i + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [pixels, width, height, channels]);
  return (
    <canvas
      ref={ref}
      className={classes.image}
      style={{ width: size, height: size }}
      width={width}
      height={height}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
