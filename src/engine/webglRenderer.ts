const SOFTWARE_NAMES = [
  'swiftshader',
  'llvmpipe',
  'softpipe',
  'software',
  'microsoft basic render',
  'lavapipe',
];

/** True where a WebGL renderer names itself as one that computes on the processor. */
export function isSoftwareRenderer(renderer: string): boolean {
  const name = renderer.toLowerCase();
  return SOFTWARE_NAMES.some((part) => name.includes(part));
}

function createProbeCanvas(): OffscreenCanvas | HTMLCanvasElement | undefined {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1);
  return typeof document === 'undefined' ? undefined : document.createElement('canvas');
}

/** How the WebGL 2 device names itself; undefined where there is none. */
export function maybeReadRenderer(): string | undefined {
  const gl = createProbeCanvas()?.getContext('webgl2', { failIfMajorPerformanceCaveat: false }) as
    | WebGL2RenderingContext
    | null
    | undefined;
  if (!gl) return undefined;
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(unmasked ? unmasked.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return String(renderer);
}
