import type { RawInput } from './route.js';

/** What a change may alter of an answer. */
export interface ResponseToDowngrade {
  readonly operationId: string;
  readonly status: number;
  readonly body: unknown;
}

/** A document as JSON, to be altered in place. */
// oxlint-disable-next-line typescript/no-explicit-any -- a document is walked freely
export type OpenDocument = Record<string, any>;

/**
 * One visible change of a contract, told once, backwards: the code speaks the newest minor only, and a change turns
 * the newest answer back into what it was before, and the older request into the newest. A change that only brings
 * operations has nothing to turn back and no example: clients of an older minor do not find them.
 */
export interface ContractChange {
  /** Never changed, never used again. */
  readonly id: string;
  /** The minor that brought it. */
  readonly minor: string;
  /** For the changelog: what is new, in one sentence. */
  readonly title: string;
  /** For the changelog: what clients have from it. */
  readonly why: string;
  /** operationIds of what it alters. Only JSON can be changed. */
  readonly operations: readonly string[];
  /** A request in the form before the change → in the form after it. */
  upgradeRequest?(operationId: string, request: RawInput): RawInput;
  /** The body of an answer in the form after the change → in the form before it. Successes only. */
  downgradeResponse?(answer: ResponseToDowngrade): unknown;
  /** Takes out of the document what the change brought. */
  downgradeDocument?(document: OpenDocument): void;
  /**
   * An answer after the change and the same one before it. The start refuses one that does not lead back; `npm test`
   * one that the documents of both sides do not allow.
   */
  readonly example?: ChangeExample;
}

/** One answer, as clients get it who asked for a change, and as all others get it. */
export interface ChangeExample {
  readonly operationId: string;
  readonly status: number;
  readonly after: unknown;
  readonly before: unknown;
}

/** Brings a request of an older minor up to the newest form: oldest change first. */
export function upgradeRequest(
  operationId: string,
  request: RawInput,
  since: readonly ContractChange[],
): RawInput {
  return applying(operationId, since).reduce(
    (raised, change) => change.upgradeRequest?.(operationId, raised) ?? raised,
    request,
  );
}

/** Brings an answer of the newest form down to an older minor: newest change first. */
export function downgradeResponse(answer: ResponseToDowngrade, since: readonly ContractChange[]): unknown {
  return applying(answer.operationId, since).reduceRight<unknown>(
    (body, change) => (change.downgradeResponse ? change.downgradeResponse({ ...answer, body }) : body),
    answer.body,
  );
}

/** The changes that a client of this minor has not asked for, oldest first. */
export function changesAfter(
  minor: string,
  changes: readonly ContractChange[],
  minors: readonly string[],
): readonly ContractChange[] {
  const reached = minors.indexOf(minor);
  return changes.filter((change) => minors.indexOf(change.minor) > reached);
}

/** All minors of a major, oldest first. @param changes oldest first */
export function minorsOf(
  baseline: string,
  changes: readonly ContractChange[],
): readonly [string, ...string[]] {
  return [baseline, ...new Set(changes.map(({ minor }) => minor))];
}

function applying(operationId: string, changes: readonly ContractChange[]): readonly ContractChange[] {
  return changes.filter(({ operations }) => operations.includes(operationId));
}
