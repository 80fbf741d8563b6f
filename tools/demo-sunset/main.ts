import { play } from './play.js';
import { Timeline } from './timeline.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const timeline = new Timeline(print);
const held = new AsyncDisposableStack();
let ending: Promise<void> | undefined;
const end = () => (ending ??= held.disposeAsync());
// The other processes end with this one; PostgreSQL would not.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().finally(() => process.exit(1)));

const began = performance.now();
try {
  await play(timeline, held);
} finally {
  await end();
}
const seconds = Math.round((performance.now() - began) / 1_000);
timeline.summary();
print(`\nThe year took ${seconds} seconds. Steps that were not as expected: ${timeline.faults}.`);
// Pools may keep idle connections open.
process.exit(timeline.faults === 0 ? 0 : 1);
