/** Where a method comes from. */
export interface Paper {
  readonly title: string;
  readonly url: string;
  readonly year: number;
}
