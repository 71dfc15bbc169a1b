import type { TFunction } from 'i18next';
import type { Formatter } from '../format.ts';
import type { TreeNode } from '../store/labState.ts';

/** How a report speaks. */
export interface ReportWords {
  readonly t: TFunction<'report'>;
  readonly format: Formatter;
  /** BCP 47, for `<html lang>` and dates. */
  readonly language: string;
  /** What a row did. */
  readonly describeStep: (node: TreeNode) => string;
}
