import type { ImageSplit } from '../data/dataset.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';
import { DeviceProbe } from './deviceProbe.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { PrefixCache, Probe } from './engine.ts';
import { PrefixStore } from './prefixStore.ts';

/** Room for the values that LeNet-5 is entered at for 6,000 images, one cut each layer. */
const DEFAULT_BYTES = 128 * 2 ** 20;

/** A PrefixCache on the current tfjs backend. */
export class DevicePrefixCache implements PrefixCache {
  private readonly device: DeviceReader;
  private readonly store: PrefixStore;
  private readonly probes = new Set<DeviceProbe>();
  private readonly onDispose: (cache: DevicePrefixCache) => void;

  constructor(
    device: DeviceReader,
    maxBytes: number = DEFAULT_BYTES,
    onDispose: (cache: DevicePrefixCache) => void = () => {},
  ) {
    this.device = device;
    this.store = new PrefixStore(maxBytes);
    this.onDispose = onDispose;
  }

  openProbe(spec: NetworkSpec, weights: Weights, split: ImageSplit, images: number): Probe {
    const { device, store, probes } = this;
    const onDispose = (disposed: DeviceProbe) => probes.delete(disposed);
    const probe = new DeviceProbe({ device, store, spec, weights, split, images, onDispose });
    probes.add(probe);
    return probe;
  }

  dispose(): void {
    for (const probe of this.probes) probe.dispose();
    this.store.clear();
    this.onDispose(this);
  }
}
