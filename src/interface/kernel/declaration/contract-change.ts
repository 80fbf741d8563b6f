import type { Addition } from '../minors/additions.js';
import type { RawInput } from './route.js';

/** The answer that a change may alter. */
export interface ResponseToDowngrade {
  readonly operationId: string;
  readonly status: number;
  readonly body: unknown;
}

/** An OpenAPI document as JSON, altered in place. */
// oxlint-disable-next-line typescript/no-explicit-any -- a document is walked freely
export type OpenDocument = Record<string, any>;

/**
 * One visible change of a contract. The code implements only the newest minor. `adds` lists what the change adds; the
 * older document, answers, refusals and checks of requests follow from it. The functions are for what the list cannot
 * say: they turn the newest answer into the older one, and the older request into the newest.
 */
export interface ContractChange {
  /** Never changed and never reused. */
  readonly id: string;
  /** The minor that contains the change. */
  readonly minor: string;
  /** For the changelog: the change in one sentence. */
  readonly title: string;
  /** For the changelog: the benefit for clients. */
  readonly why: string;
  readonly adds?: readonly Addition[];
  /**
   * operationIds of the operations that the functions alter. Their answers must be JSON. The composition adds those that
   * follow from `adds`.
   */
  readonly operations?: readonly string[];
  /** A request in the form before the change → in the form after it. */
  upgradeRequest?(operationId: string, request: RawInput): RawInput;
  /** The body of an answer in the form after the change → in the form before it. Successes only. */
  downgradeResponse?(answer: ResponseToDowngrade): unknown;
  /** Removes from the document what the functions convert. */
  downgradeDocument?(document: OpenDocument): void;
  /**
   * An answer before and after the change, required with `downgradeResponse`. The start fails if the change does not
   * turn `after` into `before`. `npm test` fails if the documents of both minors do not allow them.
   */
  readonly example?: ChangeExample;
}

/** One answer for clients with the change, and for clients without it. */
export interface ChangeExample {
  readonly operationId: string;
  readonly status: number;
  readonly after: unknown;
  readonly before: unknown;
}

/** Converts a request of an older minor to the newest form: oldest change first. */
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

/** Converts an answer of the newest form to an older minor: newest change first. */
export function downgradeResponse(answer: ResponseToDowngrade, since: readonly ContractChange[]): unknown {
  return applying(answer.operationId, since).reduceRight<unknown>(
    (body, change) => (change.downgradeResponse ? change.downgradeResponse({ ...answer, body }) : body),
    answer.body,
  );
}

/** The changes that are later than this minor, oldest first. Those of minors that are not served are later than all. */
export function changesAfter(
  minor: string,
  changes: readonly ContractChange[],
  minors: readonly string[],
): readonly ContractChange[] {
  const reached = new Set(minors.slice(0, minors.indexOf(minor) + 1));
  return changes.filter((change) => !reached.has(change.minor));
}

/** All minors of a major, oldest first. @param changes oldest first */
export function minorsOf(
  baseline: string,
  changes: readonly ContractChange[],
): readonly [string, ...string[]] {
  return [baseline, ...new Set(changes.map(({ minor }) => minor))];
}

function applying(operationId: string, changes: readonly ContractChange[]): readonly ContractChange[] {
  return changes.filter(({ operations = [] }) => operations.includes(operationId));
}
