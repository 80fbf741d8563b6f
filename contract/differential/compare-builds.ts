import path from 'node:path';
import type { Release } from '../../test/rolling/previous-release.js';
import { Coverage, nameOf, reachableIn } from './answers/coverage.js';
import { reportOf } from './answers/report.js';
import { SecondSide } from './answers/second-side.js';
import { opening } from './content/fill.js';
import { frozenOperations } from './requests/documents.js';
import { chaseOf } from './requests/chase.js';
import { sweepOf } from './requests/sweep.js';
import { talkWith, turnsOf } from './requests/talk-with.js';
import type { Databases } from './sides/databases.js';
import { ownDist, runCli, startSide } from './sides/side.js';

interface Comparison {
  readonly release: Release;
  readonly databases: Databases;
  /** A library that the release has filled. */
  readonly library: string;
  readonly seed: number;
  readonly requests: number;
  /** How many differences of each operation are shown. */
  readonly shown: number;
  readonly say: (text: string) => void;
}

/** Fewer requests do not reach every documented status, so nothing is said about what is missing. */
const enough = 20_000;
const mostMore = 1_000;
const leastPercentSuccessful = 50;

/** Sends the same requests to a release and to this build. Returns whether both answer alike. */
export async function compareBuilds({ say, ...wish }: Comparison): Promise<boolean> {
  const { release, databases, library, requests, seed } = wish;
  const copy = await databases.copy(library);
  await runCli(ownDist, copy, opening, ['db', 'migrate']);
  const [first, second] = await Promise.all([
    startSide(release.dist, library, opening),
    startSide(ownDist, copy, opening),
  ]);
  const contracts = path.join(release.dist, '../contracts');
  const operations = frozenOperations(contracts);
  const coverage = new Coverage();
  const reachable = reachableIn(contracts, operations);
  const gaps = () => coverage.gaps(operations, reachable);
  const turns = { until: requests, speak: turnsOf(operations) };
  const phases =
    requests < enough
      ? [turns]
      : [
          { until: requests, speak: sweepOf(operations) },
          { until: requests, speak: chaseOf(gaps) },
          turns,
          // Statuses that need a certain state of the library get another chance at its end.
          { until: requests + mostMore, speak: chaseOf(gaps) },
        ];
  const other = new SecondSide(second.line);
  try {
    await talkWith(first.line, { seed, operations, phases }, (heard) => {
      coverage.hear(heard);
      return other.hear(heard);
    });
    await other.done();
  } finally {
    await Promise.all([first.stop(), second.stop()]);
  }
  say(`Statuses: ${coverage.statuses.join(', ')}`);
  const missing = requests < enough ? [] : gaps().map(nameOf);
  for (const way of missing) say(`No request led to ${way}.`);
  const breaking = other.findings.filter(({ differences }) => differences.breaking.length > 0);
  const worded = other.findings.length - breaking.length;
  if (breaking.length > 0) say(`\n${reportOf(breaking, wish.shown)}\n`);
  const percent = Math.round(coverage.percentSuccessful);
  say(`${requests} requests, ${percent} % of them successful: ${breaking.length} answers differ.`);
  if (worded > 0)
    say(`In ${worded} further answers only sentences differ, which are not promised word by word.`);
  return breaking.length === 0 && missing.length === 0 && percent >= leastPercentSuccessful;
}
