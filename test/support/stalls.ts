import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Watches how this process is held up, by the machine or by its own work: what a client measures holds its own stalls,
 * which are none of the service's.
 * @returns what ends the watch, and gives the longest stall of it in milliseconds
 */
export function watchStalls(): () => number {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  return () => {
    delays.disable();
    return delays.max / 1e6;
  };
}
