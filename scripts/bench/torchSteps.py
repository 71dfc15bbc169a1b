"""Milliseconds of a training step (forward, backward, Adam) of the benchmark's networks in PyTorch, as JSON.

Arguments: threads, seconds for each network. The weights are random, the images too; loss is read back each step.
"""
import json
import sys
import time

import torch
from torch import nn

threads, seconds = int(sys.argv[1]), float(sys.argv[2])
torch.set_num_threads(threads)
torch.manual_seed(0)


def conv(i, o):
    return [nn.Conv2d(i, o, 3, padding=1), nn.ReLU()]


def depthwise(i, o, stride):
    return [nn.Conv2d(i, i, 3, stride, 1, groups=i), nn.ReLU(), nn.Conv2d(i, o, 1), nn.ReLU()]


NETS = {
    'lenet-300-100': (128, (1, 28, 28), lambda: [
        nn.Flatten(), nn.Linear(784, 300), nn.ReLU(), nn.Linear(300, 100), nn.ReLU(), nn.Linear(100, 10)]),
    'lenet-5': (128, (1, 28, 28), lambda: [
        nn.Conv2d(1, 20, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, 10)]),
    'vgg-like': (64, (3, 32, 32), lambda: [
        *conv(3, 32), *conv(32, 32), nn.MaxPool2d(2), *conv(32, 64), *conv(64, 64), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(4096, 256), nn.ReLU(), nn.Linear(256, 10)]),
    'depthwise': (64, (3, 32, 32), lambda: [
        *conv(3, 32), nn.MaxPool2d(2), *depthwise(32, 64, 1), *depthwise(64, 128, 2), nn.Flatten(),
        nn.Linear(8192, 10)]),
}


def measure(batch, shape, build):
    net = nn.Sequential(*build())
    optimizer = torch.optim.Adam(net.parameters(), 1e-3)
    images, labels = torch.rand(batch, *shape), torch.randint(0, 10, (batch,))
    times = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(times) < 13:
        started = time.perf_counter()
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(images), labels)
        loss.backward()
        optimizer.step()
        loss.item()
        times.append((time.perf_counter() - started) * 1000)
    times = times[3:]  # the first steps warm up
    return sorted(times)[len(times) // 2]


# liblapack brings OpenBLAS in even where products go to the reference library.
reference = '/blas/libblas.so' in open('/proc/self/maps').read()
blas = 'reference BLAS' if reference else 'OpenBLAS'
steps = {name: measure(*net) for name, net in NETS.items()}
print(json.dumps({'version': torch.__version__, 'blas': blas, 'threads': threads, 'medianMs': steps}))
