/** Names of CSS variables, from the lowest value to the highest. */
export interface HeatScale {
  readonly low: string;
  /** Of two colours what lies between them; the domain should be symmetric about its value. */
  readonly middle?: string;
  readonly high: string;
}

/** One colour that grows stronger. */
export const SEQUENTIAL: HeatScale = { low: '--chart-surface', high: '--chart-kept' };
