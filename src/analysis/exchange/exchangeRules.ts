import { DENSE } from './dense.ts';
import { DGC } from './dgc.ts';
import type { ExchangeRule, ExchangeRuleId } from './exchangeRule.ts';
import { PROPORTION } from './proportion.ts';
import { TERNGRAD } from './terngrad.ts';
import { THRESHOLD } from './threshold.ts';

/** All rules of exchange by id. */
export const EXCHANGE_RULES: Readonly<Record<ExchangeRuleId, ExchangeRule>> = {
  dense: DENSE,
  proportion: PROPORTION,
  threshold: THRESHOLD,
  terngrad: TERNGRAD,
  dgc: DGC,
};
