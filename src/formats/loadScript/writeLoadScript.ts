import { inferShapes } from '../../network/inferShapes.ts';
import type { InputNode, NetworkSpec, NodeSpec } from '../../network/spec.ts';
import { giveAttributes } from './giveAttributes.ts';
import { toTorchCode } from './toTorchCode.ts';

const READER = `def read_safetensors(path):
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
        return tensors`;

interface ModuleLines {
  readonly init: readonly string[];
  readonly forward: readonly string[];
  /** Names of layers by the attributes that could not have them. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** True where a node's value is needed by the next node alone, so that it can be `x` like the one before. */
function isPassing({ nodes }: NetworkSpec, index: number): boolean {
  const { name } = nodes[index]!;
  return nodes.every((node, at) => at === index + 1 || !node.inputs.includes(name));
}

function listModuleLines(spec: NetworkSpec): ModuleLines {
  const shapes = inferShapes(spec);
  const attributes = giveAttributes(spec.nodes.map(({ name }) => name));
  const variables = new Map(
    spec.nodes.map(({ name }, index) => [name, isPassing(spec, index) ? 'x' : `${name}_out`]),
  );
  const init: string[] = [];
  const forward: string[] = [];
  const renamed = new Map<string, string>();
  for (const node of spec.nodes) {
    const attribute = attributes.get(node.name)!;
    const input = shapes.get(node.inputs[0] ?? node.name)!;
    const reads = node.kind === 'input' ? ['x'] : node.inputs.map((name) => variables.get(name)!);
    const code = toTorchCode(node, input, `self.${attribute}`, reads);
    if (code.module) {
      init.push(`self.${attribute} = ${code.module}`);
      if (attribute !== node.name) renamed.set(attribute, node.name);
    }
    const variable = variables.get(node.name)!;
    if (variable !== code.forward) forward.push(`${variable} = ${code.forward}`);
  }
  return { init, forward, renamed };
}

function describeInput(nodes: readonly NodeSpec[]): {
  readonly axes: string;
  readonly sizes: readonly number[];
} {
  const { shape } = nodes.find((node): node is InputNode => node.kind === 'input')!;
  const [height, width, channels] = shape as [number, number, number];
  return shape.length === 3
    ? { axes: '[images, channels, height, width]', sizes: [channels, height, width] }
    : { axes: '[images, units]', sizes: shape };
}

function writeLoad(renamed: ReadonlyMap<string, string>): string {
  const pairs = [...renamed].map(([attribute, name]) => `"${name}": "${attribute}"`);
  const rename =
    pairs.length === 0
      ? ''
      : `
    # Names that Python or PyTorch needs for itself.
    renamed = {${pairs.join(', ')}}
    places = {name: name.split(".") for name in state}
    state = {".".join([renamed.get(at[0], at[0]), *at[1:]]): state[name] for name, at in places.items()}`;
  return `def load(path):
    """The network with the weights of a file, masked where <name>.masks.safetensors lies beside it."""
    state = read_safetensors(path)
    masks_path = path.removesuffix(".safetensors") + ".masks.safetensors"
    if os.path.exists(masks_path):
        for name, mask in read_safetensors(masks_path).items():
            state[name] = state[name] * mask${rename}
    net = Net()
    net.load_state_dict(state)
    return net.eval()`;
}

/**
 * A Python script that builds a network as a module of PyTorch (1.10 or later, Python 3.9 or later) and loads a snapshot's
 * safetensors file into it; it gives logits for `[images, channels, height, width]` of 0 to 1.
 *
 * Masks are applied where their file lies beside that of the weights. Throws as inferShapes.
 */
export function writeLoadScript(spec: NetworkSpec): string {
  const { init, forward, renamed } = listModuleLines(spec);
  const { axes, sizes } = describeInput(spec.nodes);
  const title = spec.name.replaceAll(/[^\w .-]/g, '_');
  const indent = (lines: readonly string[]) => lines.map((line) => `        ${line}`).join('\n');
  return `"""Loads ${title} into PyTorch: python load.py <name>.safetensors"""

import json
import os
import sys

import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
${indent(init)}

    def forward(self, x):
        """Logits for images ${axes} of 0 to 1 (pixels / 255)."""
${indent(forward)}
        return x


${READER}


${writeLoad(renamed)}


if __name__ == "__main__":
    net = load(sys.argv[1])
    weights = list(net.parameters())
    print(net)
    print(sum(weight.numel() for weight in weights), "parameters")
    print(sum(int(weight.count_nonzero()) for weight in weights), "of them not 0")
    print("logits of a black image:", net(torch.zeros(1, ${sizes.join(', ')})).tolist()[0])
`;
}
