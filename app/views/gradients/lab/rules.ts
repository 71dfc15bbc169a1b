import { type ExchangeRuleId, loadExchangeRules } from '../../../../src/index.ts';

/** This module waits until the rules are loaded: only what is loaded late itself may import it. */
const { EXCHANGE_RULES } = await loadExchangeRules();

/** All rules of exchange with their papers, in the order in which they are run. */
export const RULES = Object.values(EXCHANGE_RULES).map(({ id, paper }) => ({ id, paper }));

/** True for rules that hold a share of the values back; the others send something of each. */
export function hasSparsity(rule: ExchangeRuleId): boolean {
  return rule === 'proportion' || rule === 'threshold' || rule === 'dgc';
}
