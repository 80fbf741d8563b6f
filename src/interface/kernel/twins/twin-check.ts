import { differingPaths, type AnyTwin } from './twin.js';

/** Which reads are compared, and when. */
export interface TwinSampling {
  /** One of so many reads is compared. */
  readonly oneOf: number;
  /** While the process is busy, nothing is compared. Asked only for a sampled read. */
  readonly isBusy: () => boolean;
}
export const TwinSampling = Symbol('interface.TwinSampling');

/** Receives what was found. Nothing of it comes from a person. */
export interface TwinCounts {
  compared(kind: string): void;
  differed(kind: string, path: string, isIntended: boolean): void;
}

/** The majors that show a kind, by the operation of one of them. */
interface Pairing {
  readonly own: AnyTwin;
  readonly others: readonly AnyTwin[];
}

/** Of a list, the first ones: a comparison must be short. */
const viewsAtMost = 5;

/** The path of a difference that is a failure of a presenter. */
const failed = '$';

/**
 * Compares, for a sample of reads, what the majors say of the same views. It runs after the answer, on views that are in
 * memory anyway: it asks no database, and no answer waits for it or depends on it.
 */
export class TwinCheck {
  private readonly pairings: ReadonlyMap<string, Pairing>;
  private reads = 0;

  /** @param twins those of each major */
  constructor(
    twins: ReadonlyMap<number, readonly AnyTwin[]>,
    private readonly sampling: TwinSampling,
    private readonly counts: TwinCounts,
  ) {
    this.pairings = pairingsOf(twins);
  }

  /**
   * Takes note of a read, and compares it later if it is one of the sample.
   * @param body of the answer, as the newest minor has it
   * @param views what it was made of
   */
  noteRead(major: number, operationId: string, body: unknown, views: readonly unknown[]): void {
    const pairing = this.pairings.get(`${major} ${operationId}`);
    if (!pairing || ++this.reads % this.sampling.oneOf !== 0 || this.sampling.isBusy()) return;
    setImmediate(() => this.compare(pairing, body, views));
  }

  private compare({ own, others }: Pairing, body: unknown, views: readonly unknown[]): void {
    for (const [at, answer] of answersIn(body).slice(0, viewsAtMost).entries()) {
      for (const other of others) {
        this.counts.compared(own.kind);
        const view = views[at];
        for (const path of pathsOf(own, other, answer, view))
          this.counts.differed(own.kind, path, isIntended([own, other], path, view));
      }
    }
  }
}

function pairingsOf(twins: ReadonlyMap<number, readonly AnyTwin[]>): ReadonlyMap<string, Pairing> {
  const all = [...twins].flatMap(([major, each]) => each.map((own) => ({ major, own })));
  const pairs = all.flatMap(({ major, own }) => {
    const others = all.filter((each) => each.major !== major && each.own.kind === own.kind);
    const pairing = { own, others: others.map((each) => each.own) };
    return own.operations.map((operationId) => [`${major} ${operationId}`, pairing] as const);
  });
  return new Map(pairs.filter(([, { others }]) => others.length > 0));
}

/** The answer itself; of a list, its entries: a bare list, or those in `data`. */
function answersIn(body: unknown): readonly object[] {
  if (Array.isArray(body)) return body as object[];
  const { data } = body as { readonly data?: unknown };
  return Array.isArray(data) ? (data as object[]) : [body as object];
}

/** A presenter that fails is a difference, too. */
function pathsOf(own: AnyTwin, other: AnyTwin, answer: object, view: unknown): string[] {
  try {
    return differingPaths(own.meaning(answer), other.meaning(other.present(view)));
  } catch {
    return [failed];
  }
}

function isIntended(twins: readonly AnyTwin[], path: string, view: unknown): boolean {
  return twins.some(({ intended = [] }) => intended.some((each) => each.path === path && each.applies(view)));
}
