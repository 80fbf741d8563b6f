import path from 'node:path';
import type { Release } from '../../test/rolling/previous-release.js';
import { Coverage, nameOf, reachableIn } from './answers/coverage.js';
import { reportOf } from './answers/report.js';
import { SecondSide, type Finding } from './answers/second-side.js';
import { opening } from './content/fill.js';
import { frozenOperations, type Operation } from './sources/documents.js';
import { lookAroundOf } from './requests/look-around.js';
import { chaseOf } from './requests/chase.js';
import { sweepOf } from './requests/sweep.js';
import { talkWith, turnsOf, type Phase } from './requests/talk-with.js';
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
  const { release, databases, library, requests } = wish;
  const copy = await databases.copy(library);
  await runCli(ownDist, copy, opening, ['db', 'migrate']);
  const [first, second] = await Promise.all([
    startSide(release.dist, library, opening),
    startSide(ownDist, copy, opening),
  ]);
  const contracts = path.join(release.dist, '../contracts');
  const operations = frozenOperations(contracts);
  const coverage = new Coverage(
    operations,
    requests < enough ? new Set() : reachableIn(contracts, operations),
  );
  const other = new SecondSide(second.line);
  const phases = phasesOf(operations, requests, coverage);
  try {
    await talkWith(first.line, { seed: wish.seed, operations, phases }, (heard) => {
      coverage.hear(heard);
      return other.hear(heard);
    });
    await other.done();
  } finally {
    await Promise.all([first.stop(), second.stop()]);
  }
  return isGreen(coverage, other.findings, { say, ...wish });
}

function phasesOf(operations: readonly Operation[], requests: number, coverage: Coverage): Phase[] {
  const first = lookAroundOf(operations);
  const turns = { until: requests, speak: turnsOf(operations) };
  if (requests < enough) return [first, turns];
  const chase = chaseOf(() => coverage.gaps());
  return [
    first,
    { until: requests, speak: sweepOf(operations) },
    { until: requests, speak: chase },
    turns,
    // What needs a certain state of the library gets another chance in its last one.
    { until: requests + mostMore, speak: chase },
  ];
}

function isGreen(coverage: Coverage, findings: readonly Finding[], { say, shown }: Comparison): boolean {
  say(`Statuses: ${coverage.statuses.join(', ')}`);
  const missing = coverage.gaps().map(nameOf);
  for (const way of missing) say(`No request led to ${way}.`);
  const breaking = findings.filter(({ differences }) => differences.breaking.length > 0);
  const worded = findings.length - breaking.length;
  if (breaking.length > 0) say(`\n${reportOf(breaking, shown)}\n`);
  const percent = Math.round(coverage.percentSuccessful);
  say(`${coverage.all} requests, ${percent} % of them successful: ${breaking.length} answers differ.`);
  if (worded > 0)
    say(`In ${worded} further answers only sentences differ, which are not promised word by word.`);
  return breaking.length === 0 && missing.length === 0 && percent >= leastPercentSuccessful;
}
