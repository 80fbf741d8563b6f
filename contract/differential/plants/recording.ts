import { opening } from '../content/fill.js';
import type { Operation } from '../sources/documents.js';
import { lookAroundOf } from '../requests/look-around.js';
import { shortSweepOf } from '../requests/sweep.js';
import type { Heard } from '../requests/talk.js';
import { talkWith, turnsOf, type Phase } from '../requests/talk-with.js';
import type { Databases } from '../sides/databases.js';
import type { WireRequest } from '../sides/exchange.js';
import { startSide, type Side } from '../sides/side.js';

/** What a sound build has answered, and the library from which it began. */
export interface Recording {
  readonly library: string;
  readonly heard: readonly Heard[];
}

/** How many requests there are at most in each phase. */
const size = { access: 600, some: 300, reads: 1_200, checks: 200, all: 900 };

/**
 * Talks with a sound build once, so that its answers can be compared with those of every defect. All operations come
 * first, as those that a defect does not touch must not differ. Then come reads: they have the most combinations, and a
 * difference in one of them does not end the comparison. Some rules of a loan apply to few patrons, so many loans are checked.
 */
export async function record(
  databases: Databases,
  dist: string,
  { library, operations, seed }: { library: string; operations: readonly Operation[]; seed: number },
): Promise<Recording> {
  const recorder = new Recorder(databases, dist, library);
  await recorder.start();
  try {
    const phases = [
      lookAroundOf(operations),
      { until: Infinity, speak: () => recorder.begin() },
      atMost(size.access, shortSweepOf(operations)),
      atMost(size.some, turnsOf(operations)),
      atMost(size.reads, turnsOf(operations.filter(isRead))),
      atMost(size.checks, turnsOf(operations.filter(({ id }) => id === 'checkLoan'))),
      atMost(size.all, turnsOf(operations)),
    ];
    await talkWith(recorder, { seed, operations, phases }, (each) => recorder.hear(each));
  } finally {
    await recorder.stop();
  }
  return recorder;
}

/**
 * Keeps the library as it is when the requests of the trials begin, because what a talk learns before takes as long as they.
 * The service begins anew there, as it does for each defect.
 */
class Recorder implements Recording {
  readonly heard: Heard[] = [];
  library = '';
  private side: Side | undefined;

  constructor(
    private readonly databases: Databases,
    private readonly dist: string,
    private readonly own: string,
  ) {}

  async start(): Promise<void> {
    this.side = await startSide(this.dist, this.own, opening);
  }

  async begin(): Promise<void> {
    await this.stop();
    this.library = await this.databases.copy(this.own);
    await this.start();
  }

  hear(heard: Heard): Promise<void> {
    if (this.library !== '') this.heard.push(heard);
    return Promise.resolve();
  }

  send(request: WireRequest) {
    if (!this.side) throw new Error('The recorder has not started.');
    return this.side.line.send(request);
  }

  async stop(): Promise<void> {
    await this.side?.stop();
  }
}

function atMost(requests: number, speak: Phase['speak']): Phase {
  return {
    until: Infinity,
    speak: (scene) => {
      const last = scene.talk.count + requests;
      return speak(scene, () => scene.talk.count >= last);
    },
  };
}

/** Whether it reads by parameters. A check of a loan reads, too. */
function isRead({ id, method, parameters }: Operation): boolean {
  return id === 'checkLoan' || (method === 'GET' && parameters.some((each) => each.in === 'query'));
}
