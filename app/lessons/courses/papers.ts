import type { LessonPaper } from '../lesson.ts';

/** The papers that lessons lead to; anchors that the person may follow. */
export const PAPERS = {
  han: {
    authors: 'Han, Pool, Tran, Dally',
    year: 2015,
    title: 'Learning both Weights and Connections for Efficient Neural Networks',
    url: 'https://arxiv.org/abs/1506.02626',
  },
  deepCompression: {
    authors: 'Han, Mao, Dally',
    year: 2016,
    title: 'Deep Compression',
    url: 'https://arxiv.org/abs/1510.00149',
  },
  filters: {
    authors: 'Li, Kadav, Durdanovic, Samet, Graf',
    year: 2017,
    title: 'Pruning Filters for Efficient ConvNets',
    url: 'https://arxiv.org/abs/1608.08710',
  },
  trimming: {
    authors: 'Hu, Peng, Tai, Tang',
    year: 2016,
    title: 'Network Trimming: A Data-Driven Neuron Pruning Approach towards Efficient Deep Architectures',
    url: 'https://arxiv.org/abs/1607.03250',
  },
  eie: {
    authors: 'Han, Liu, Mao, Pu, Pedram, Horowitz, Dally',
    year: 2016,
    title: 'EIE: Efficient Inference Engine on Compressed Deep Neural Network',
    url: 'https://arxiv.org/abs/1602.01528',
  },
  slimming: {
    authors: 'Liu, Li, Shen, Huang, Yan, Zhang',
    year: 2017,
    title: 'Learning Efficient Convolutional Networks through Network Slimming',
    url: 'https://arxiv.org/abs/1708.06519',
  },
  curl: {
    authors: 'Luo, Wu',
    year: 2020,
    title: 'Neural Network Pruning with Residual-Connections and Limited-Data',
    url: 'https://arxiv.org/abs/1911.08114',
  },
  dgc: {
    authors: 'Lin, Han, Mao, Wang, Dally',
    year: 2018,
    title: 'Deep Gradient Compression',
    url: 'https://arxiv.org/abs/1712.01887',
  },
  dropping: {
    authors: 'Aji, Heafield',
    year: 2017,
    title: 'Sparse Communication for Distributed Gradient Descent',
    url: 'https://arxiv.org/abs/1704.05021',
  },
  lottery: {
    authors: 'Frankle, Carbin',
    year: 2019,
    title: 'The Lottery Ticket Hypothesis',
    url: 'https://arxiv.org/abs/1803.03635',
  },
  rethinking: {
    authors: 'Liu, Sun, Zhou, Huang, Darrell',
    year: 2019,
    title: 'Rethinking the Value of Network Pruning',
    url: 'https://arxiv.org/abs/1810.05270',
  },
  snip: {
    authors: 'Lee, Ajanthan, Torr',
    year: 2019,
    title: 'SNIP: Single-shot Network Pruning based on Connection Sensitivity',
    url: 'https://arxiv.org/abs/1810.02340',
  },
  synflow: {
    authors: 'Tanaka, Kunin, Yamins, Ganguli',
    year: 2020,
    title: 'Pruning neural networks without any data by iteratively conserving synaptic flow',
    url: 'https://arxiv.org/abs/2006.05467',
  },
} as const satisfies Record<string, LessonPaper>;
