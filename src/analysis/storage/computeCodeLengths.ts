interface Tree {
  readonly count: number;
  /** The symbols below. */
  readonly symbols: readonly number[];
}

/**
 * Lengths in bits of the codes that Huffman's algorithm gives symbols seen so often; 0 for those never seen (Huffman 1952,
 * "A method for the construction of minimum-redundancy codes").
 *
 * The only symbol seen has 1 bit. Of equal counts the tree made first is joined first, leaves by their symbols.
 */
export function computeCodeLengths(counts: ArrayLike<number>): Uint8Array {
  const lengths = new Uint8Array(counts.length);
  const leaves = Array.from(counts, (count, symbol): Tree => ({ count, symbols: [symbol] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count);
  if (leaves.length === 1) lengths[leaves[0]!.symbols[0]!] = 1;
  // Joined trees come in rising order, so that the lightest is at the head of one of the two queues.
  const joined: Tree[] = [];
  const [heads, trees] = [{ leaf: 0, tree: 0 }, leaves.length];
  const takeLightest = (): Tree => {
    const leaf = leaves[heads.leaf];
    const tree = joined[heads.tree];
    if (leaf && (!tree || leaf.count <= tree.count)) {
      heads.leaf++;
      return leaf;
    }
    heads.tree++;
    return tree!;
  };
  for (let join = 1; join < trees; join++) {
    const [first, second] = [takeLightest(), takeLightest()];
    const symbols = [...first.symbols, ...second.symbols];
    for (const symbol of symbols) lengths[symbol]!++;
    joined.push({ count: first.count + second.count, symbols });
  }
  return lengths;
}

/** Entropy in bits of a symbol drawn by its count: −Σ p log₂ p; 0 where there is none. */
export function computeEntropyBits(counts: ArrayLike<number>): number {
  let total = 0;
  for (let symbol = 0; symbol < counts.length; symbol++) total += counts[symbol]!;
  let bits = 0;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    const count = counts[symbol]!;
    if (count > 0) bits += (count / total) * Math.log2(total / count);
  }
  return bits;
}
