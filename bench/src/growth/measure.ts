import { cpuOf, cpuOfFamily } from '../process-figures.js';
import type { Http } from './http.js';
import type { KnownLibrary } from './known-library.js';
import type { Work } from './works.js';

/** A running service and its library. */
export interface Subject {
  readonly http: Http;
  readonly library: KnownLibrary;
  readonly servicePid: number;
  readonly postmasterPid: number;
}

/** The cost of one work on one library, over all rounds. */
export class Figures {
  /** In milliseconds, of successful answers. */
  readonly latencies: number[] = [];
  asked = 0;
  refused = 0;
  /** In nanoseconds. */
  serviceCpu = 0;
  postgresCpu = 0;
}

export interface Effort {
  readonly connections: number;
  readonly requests: number;
  readonly seconds: number;
}

/** Sends requests over several connections until there are enough or the time is over. Adds to the figures. */
export async function measure(
  work: Work,
  subject: Subject,
  effort: Effort,
  figures: Figures,
  firstTurn: number,
): Promise<void> {
  const { servicePid, postmasterPid } = subject;
  const before = { service: cpuOf(servicePid), postgres: cpuOfFamily(postmasterPid) };
  const until = performance.now() + effort.seconds * 1_000;
  let next = firstTurn;
  const askOnAndOn = async () => {
    while (next < firstTurn + effort.requests && performance.now() < until)
      await askOnce(work, subject, next++, figures);
  };
  await Promise.all(Array.from({ length: effort.connections }, askOnAndOn));
  figures.serviceCpu += cpuOf(servicePid) - before.service;
  figures.postgresCpu += cpuOfFamily(postmasterPid) - before.postgres;
}

async function askOnce(
  work: Work,
  { http, library }: Subject,
  turn: number,
  figures: Figures,
): Promise<void> {
  const since = performance.now();
  const statuses = await work.ask(http, library, turn);
  figures.asked += 1;
  if (statuses.every((status) => status < 300)) figures.latencies.push(performance.now() - since);
  else if (statuses.every((status) => status < 300 || status === 503)) figures.refused += 1;
  else throw new Error(`"${work.name}", turn ${turn}, was answered with ${statuses.join(' and ')}.`);
}
