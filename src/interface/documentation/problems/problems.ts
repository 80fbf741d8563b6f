import type { RefusalReason } from '../../../domain/kernel/refusal.js';
import { refusalsOf } from '../../kernel/declaration/declared-refusals.js';
import type { Route } from '../../kernel/declaration/route.js';
import type { ApiVersion, MountedVersion } from '../../kernel/declaration/version.js';
import * as kernel from '../../kernel/errors/refusals.js';
import { operationLink } from '../viewer/operation-link.js';

/** An operation of a major. */
export interface Operation {
  readonly version: ApiVersion;
  readonly route: Route;
}

/** A refusal code, and the operations that can answer with it. */
export interface Problem {
  readonly reason: RefusalReason;
  readonly operations: readonly Operation[];
  /** Whether these are all operations of all majors. */
  readonly isEverywhere: boolean;
}

/** The refusals of the kernel. Many of them occur before the operation is known. */
const always = Object.values(kernel).filter((each) => typeof each === 'object' && 'code' in each);

/** All codes that can occur, in alphabetical order. */
export function problemsOf(versions: readonly MountedVersion[]): Problem[] {
  const all = new Map<string, { reason: RefusalReason; operations: Operation[] }>(
    always.map((reason) => [reason.code, { reason, operations: [] }]),
  );
  for (const operation of operationsOf(versions)) {
    const reasons = refusalsOf(operation.version, operation.route);
    // Two routes can declare one code with other messages; a route declares each only once here.
    for (const reason of new Map(reasons.map((each) => [each.code, each])).values()) {
      const known = all.get(reason.code) ?? { reason, operations: [] };
      known.operations.push(operation);
      all.set(reason.code, known);
    }
  }
  const total = operationsOf(versions).length;
  return [...all.values()]
    .toSorted((a, b) => (a.reason.code < b.reason.code ? -1 : 1))
    .map((problem) => ({ ...problem, isEverywhere: problem.operations.length === total }));
}

/**
 * The addresses of the names that a text can contain: codes, `/versions`, and operationIds. Of an operation that is in
 * several majors, the newest one.
 */
export function linksOf(
  versions: readonly MountedVersion[],
  problems: readonly Problem[],
): ReadonlyMap<string, string> {
  return new Map([
    ['/versions', '/versions'],
    ...problems.map(({ reason }) => [reason.code, problemPath(reason)] as const),
    ...operationsOf(versions).map(
      ({ version, route }) => [route.operationId, operationLink(version, route)] as const,
    ),
  ]);
}

/** The path of the page of a code. */
export function problemPath({ code }: Pick<RefusalReason, 'code'>): string {
  return `/docs/problems/${code}`;
}

/** Oldest major first. */
function operationsOf(versions: readonly MountedVersion[]): Operation[] {
  return versions.flatMap(({ version, routes }) => routes.map((route) => ({ version, route })));
}
