/**
 * Load balance efficiency, 0…1: 1 − bubble cycles / total cycles of all PEs, where a bubble is a cycle in which a PE
 * works on no entry (Han et al. 2016, at Fig. 8); so theoretical over actual cycles. 1 where there are no cycles.
 */
export function computeLoadBalance(entries: number, peCount: number, cycles: number): number {
  return cycles === 0 ? 1 : entries / (peCount * cycles);
}

/** `part` of `whole`; 0 where there is nothing. */
export function toShare(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** How many times fewer `cycles` are than `others`; null where they are 0. */
export function toSpeedUp(others: number, cycles: number): number | null {
  return cycles === 0 ? null : others / cycles;
}
