import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { run } from '../support/real-process.js';
import type { Release } from './previous-release.js';

/** The result of a release's own conversations on the schema of this one. */
export interface Replay {
  /** The migrations that this release ran before. */
  readonly migrations: readonly string[];
  readonly conversations: number;
  readonly faults: readonly string[];
}

const program = fileURLToPath(new URL('./replay-itself.js', import.meta.url));

/** Replays a release's own conversations in a separate process. @throws Error when that fails */
export async function replayOf({ dist }: Release): Promise<Replay> {
  const env = { ROLLING_SHORT: process.env['ROLLING_SHORT'] ?? '' };
  const { code, stdout, stderr } = await run(process.execPath, [program, dist], { cwd: tmpdir(), env }).ended;
  if (code !== 0) throw new Error(`The replay of ${dist} failed:\n${stdout}${stderr}`);
  return JSON.parse(stdout) as Replay;
}
