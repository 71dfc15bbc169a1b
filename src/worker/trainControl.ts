import type { TrainControl } from '../engine/engine.ts';
import type { TrainCommand } from './protocol.ts';

/** A TrainControl that commands steer while the loop runs. */
export interface SteeredControl extends TrainControl {
  steer(command: TrainCommand): void;
}

/** Creates a control that plays until it is told otherwise; `stepOnce` lets one batch through and pauses again. */
export function createTrainControl(): SteeredControl {
  let state: 'playing' | 'paused' | 'finished' = 'playing';
  let allowed = 0;
  let wake: (() => void) | undefined;

  return {
    async next() {
      while (state === 'paused' && allowed === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (state === 'finished') return false;
      if (state === 'paused') allowed--;
      return true;
    },
    steer(command) {
      if (command === 'play') state = 'playing';
      else if (command === 'finish') state = 'finished';
      else {
        state = 'paused';
        if (command === 'stepOnce') allowed++;
        else allowed = 0;
      }
      wake?.();
      wake = undefined;
    },
  };
}
