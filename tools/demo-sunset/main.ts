import { play } from './play.js';
import { Timeline } from './timeline.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const began = performance.now();
const timeline = new Timeline(print);
await play(timeline);
const seconds = Math.round((performance.now() - began) / 1_000);
print(`\nThe play took ${seconds} seconds; ${timeline.faults} of its steps were not as expected.`);
// Pools may keep idle connections open.
process.exit(timeline.faults === 0 ? 0 : 1);
