import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../engine/createEngine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { TINY_SPEC } from '../../engine/testNets.ts';
import { listLoadScriptCases } from './testCases.ts';
import { writeLoadScript } from './writeLoadScript.ts';

/** By scripts/fixtures/loadScript.ts: what PyTorch computed with the scripts. */
const FIXTURE: {
  readonly networks: Readonly<
    Record<string, { readonly script: string; readonly logits: readonly number[] }>
  >;
} = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/loadScript.json'), 'utf8'));

describe('load.py', () => {
  it.each(listLoadScriptCases())('gives in PyTorch the logits of $id, masked', async (one) => {
    const { id, spec, weights, masks, images } = one;
    const { script, logits } = FIXTURE.networks[id]!;
    // The logits are of this very text; run the fixture's script again where it has changed.
    expect(createHash('sha256').update(writeLoadScript(spec)).digest('hex')).toBe(script);
    const engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    const model = engine.createModel(spec, weights, masks);
    const found = await engine.predict(model, images);
    expect(found).toHaveLength(logits.length);
    for (const [at, expected] of logits.entries()) {
      expect(Math.abs(found[at]! - expected), `logit ${at}`).toBeLessThan(1e-4);
    }
    expect(Math.max(...logits) - Math.min(...logits)).toBeGreaterThan(1e-2);
    model.dispose();
    engine.dispose();
  });

  it('is a short script', () => {
    expect(writeLoadScript(TINY_SPEC)).toMatchInlineSnapshot(`
      """"Loads tiny into PyTorch: python load.py <name>.safetensors"""

      import json
      import os
      import sys

      import torch
      import torch.nn.functional as F
      from torch import nn


      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.conv1 = nn.Conv2d(1, 4, 3)
              self.conv2 = nn.Conv2d(4, 5, 3, stride=2, padding=1, bias=False)
              self.fc1 = nn.Linear(20, 6)
              self.fc2 = nn.Linear(6, 3)

          def forward(self, x):
              """Logits for images [images, channels, height, width] of 0 to 1 (pixels / 255)."""
              x = self.conv1(x)
              x = torch.relu(x)
              x = F.max_pool2d(x, 2, 2)
              x = self.conv2(x)
              x = torch.tanh(x)
              x = torch.flatten(x, 1)
              x = self.fc1(x)
              x = torch.relu(x)
              x = self.fc2(x)
              return x


      def read_safetensors(path):
          """Tensors of a file by name, by safetensors.torch where it is installed."""
          try:
              from safetensors.torch import load_file

              return load_file(path)
          except ImportError:
              types = {"F32": torch.float32, "U8": torch.uint8}
              with open(path, "rb") as file:
                  header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
                  data = bytearray(file.read())
              tensors = {}
              for name, entry in header.items():
                  if name != "__metadata__":
                      start, end = entry["data_offsets"]
                      values = torch.frombuffer(data[start:end], dtype=types[entry["dtype"]])
                      tensors[name] = values.reshape(entry["shape"])
              return tensors


      def load(path):
          """The network with the weights of a file, masked where <name>.masks.safetensors lies beside it."""
          state = read_safetensors(path)
          masks_path = path.removesuffix(".safetensors") + ".masks.safetensors"
          if os.path.exists(masks_path):
              for name, mask in read_safetensors(masks_path).items():
                  state[name] = state[name] * mask
          net = Net()
          net.load_state_dict(state)
          return net.eval()


      if __name__ == "__main__":
          net = load(sys.argv[1])
          weights = list(net.parameters())
          print(net)
          print(sum(weight.numel() for weight in weights), "parameters")
          print(sum(int(weight.count_nonzero()) for weight in weights), "of them not 0")
          print("logits of a black image:", net(torch.zeros(1, 1, 8, 8)).tolist()[0])
      "
    `);
  });

  it('names no layer as Python or PyTorch name something else, and finds its weights all the same', () => {
    const { spec } = listLoadScriptCases().at(-1)!;
    const text = writeLoadScript(spec);
    expect(text).toContain('self.train_ = nn.Conv2d(2, 4, (3, 2), stride=2, bias=False)');
    expect(text).toContain('renamed = {"train": "train_", "class": "class_"}');
  });
});
