import type { Paper } from '../../network/paper.ts';

export const DEEP_COMPRESSION: Paper = {
  title:
    'Deep Compression: Compressing Deep Neural Networks with Pruning, Trained Quantization and Huffman Coding',
  url: 'https://arxiv.org/abs/1510.00149',
  year: 2016,
};

export const SPARSE_TENSOR_CORES: Paper = {
  title: 'Accelerating Sparse Deep Neural Networks',
  url: 'https://arxiv.org/abs/2104.08378',
  year: 2021,
};
