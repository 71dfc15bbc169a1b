const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
// In Node an open port keeps the process alive; in a browser there is no unref.
(channel.port1 as { unref?: () => void }).unref?.();

/**
 * Lets pending messages (a cancel, a slider) be handled before going on.
 *
 * In a browser by a MessageChannel message, which is neither throttled in a hidden tab (as `requestAnimationFrame` and
 * timers are) nor a microtask (which would let no message through). In Node by `setImmediate`: there a port hands out
 * up to 1,000 messages in a row before signals, files and timers have their turn.
 */
export function yieldToEvents(): Promise<void> {
  return new Promise<void>((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
