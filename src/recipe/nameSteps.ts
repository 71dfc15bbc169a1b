import { START_NAME, type Step } from './schema.ts';

/** A step whose snapshot's name and origin are settled. */
export interface NamedStep {
  readonly name: string;
  /** Name of the snapshot it starts from. */
  readonly from: string;
  readonly step: Step;
}

/** Gives each step its name (`<position>-<kind>`, counted from 1, where it has none) and what it starts from. */
export function nameSteps(steps: readonly Step[]): readonly NamedStep[] {
  let before = START_NAME;
  return steps.map((step, index) => {
    const name = step.name ?? `${index + 1}-${step.kind}`;
    const from = step.from ?? before;
    before = name;
    return { name, from, step };
  });
}
