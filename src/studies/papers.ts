import type { Paper } from '../network/paper.ts';

const paper = (title: string, arxiv: string, year: number): Paper => ({
  title,
  url: `https://arxiv.org/abs/${arxiv}`,
  year,
});

/** The papers whose questions the studies ask. */
export const HAN_2015 = paper(
  'Learning both Weights and Connections for Efficient Neural Networks',
  '1506.02626',
  2015,
);
export const HAN_2016 = paper(
  'Deep Compression: Compressing Deep Neural Networks with Pruning, Trained Quantization and Huffman Coding',
  '1510.00149',
  2016,
);
export const HU_2016 = paper(
  'Network Trimming: A Data-Driven Neuron Pruning Approach towards Efficient Deep Architectures',
  '1607.03250',
  2016,
);
export const LIU_2017 = paper(
  'Learning Efficient Convolutional Networks through Network Slimming',
  '1708.06519',
  2017,
);
export const LIN_2018 = paper(
  'Deep Gradient Compression: Reducing the Communication Bandwidth for Distributed Training',
  '1712.01887',
  2018,
);
export const AJI_2017 = paper('Sparse Communication for Distributed Gradient Descent', '1704.05021', 2017);
export const FRANKLE_2019 = paper(
  'The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks',
  '1803.03635',
  2019,
);
export const LEE_2019 = paper(
  'SNIP: Single-shot Network Pruning based on Connection Sensitivity',
  '1810.02340',
  2019,
);
export const LIU_2019 = paper('Rethinking the Value of Network Pruning', '1810.05270', 2019);
export const TANAKA_2020 = paper(
  'Pruning neural networks without any data by iteratively conserving synaptic flow',
  '2006.05467',
  2020,
);
export const LUO_2020 = paper(
  'Neural Network Pruning with Residual-Connections and Limited-Data',
  '1911.08114',
  2020,
);
