import { nodeAt, textAt, type Node } from '../differ/node.js';
import { codesOf } from '../conversations/coverage.js';
import type { Draft, Line } from '../conversations/record.js';
import { placesOf, requestTo, usualCaller, type Place } from './address.js';
import { isDocumentation, refusalLines, unchangedLines } from './kernel-lines.js';
import type { NamedScenarios } from './load-scenarios.js';
import type { Call, Said } from './scenario.js';
import { shopOrigin, variedLines } from './varied-lines.js';

/** The minor that conversations are drafted for. */
export interface Subject {
  readonly minor: string;
  readonly isBaseline: boolean;
  readonly document: Node;
  /** operationIds of the operations that this minor adds or changes. Older ones are covered by older conversations. */
  readonly operations: ReadonlySet<string>;
}

const start = '2026-12-01T09:30:00.000Z';
const plenty = { points: 100_000, seconds: 60 };
const config = { limitLogin: plenty, limitAnonymous: plenty, limitSignedIn: plenty };
const once = { points: 1, seconds: 86_400 };

/** All conversations that a minor needs, as far as the scenarios describe them. */
export function draftsFor(subject: Subject, features: readonly NamedScenarios[]): Draft[] {
  const places = placesOf(subject.document);
  const all = features.map((each) => ({ ...each, known: knownOf(subject, each, places) }));
  const known = all.flatMap((each) => each.known);
  const varied = { config: { ...config, corsOrigins: [shopOrigin] } };
  const few = { config: { ...config, limitAnonymous: once, limitSignedIn: once } };
  return [
    ...all.flatMap((each) => told(subject, each, places)),
    ...all.flatMap((each) => draft(subject, `${each.feature}-refused`, each.known.flatMap(refusedLines))),
    ...all.flatMap((each) => draft(subject, `${each.feature}-varied`, variedLines(each.known), varied)),
    ...known.flatMap((each) => ownDrafts(subject, each)),
    ...draft(subject, 'without-a-second-factor', known.flatMap(withoutFactorLines), {
      config: { ...config, staffSecondFactor: 'required' },
    }),
    ...draft(subject, 'too-often', known.flatMap(oftenLines), few),
    ...draft(subject, 'database-away', known.flatMap(awayLines), { fault: 'database-away' }),
    ...draft(subject, 'key-in-use', known.flatMap(keyInUseLines), { fault: 'key-in-use' }),
  ];
}

type Places = ReadonlyMap<string, Place>;

function knownOf({ operations }: Subject, { calls }: NamedScenarios, places: Places): Known[] {
  return Object.entries(calls).flatMap(([id, call]) => {
    const place = places.get(id);
    return place && operations.has(id) ? [{ id, place, call }] : [];
  });
}

interface Known {
  readonly id: string;
  readonly place: Place;
  readonly call: Call;
}

function draft(subject: Subject, name: string, lines: readonly Line[], more: Partial<Draft> = {}): Draft[] {
  if (lines.length === 0) return [];
  const { minor, isBaseline } = subject;
  const sends: Draft['sends'] = isBaseline ? {} : { 'API-Version': minor };
  return [{ id: `${minor}-${name}`, minor, sends, seed: 'branch-1', clock: start, config, lines, ...more }];
}

/** The conversations of a feature that concern this minor. */
function told(subject: Subject, { conversations }: NamedScenarios, places: Places): Draft[] {
  const isWanted = (all: readonly Said[]) =>
    all.some(({ does }) => subject.operations.has(does)) &&
    all.every(({ does, since }) => places.has(does) && !isBefore(subject.minor, since));
  return Object.entries(conversations)
    .filter(([, all]) => isWanted(all))
    .flatMap(([name, all]) =>
      draft(
        subject,
        name,
        all.map((said) => lineOf(said, places)),
      ),
    );
}

/** Minors are compared as numbers: 1.10 is newer than 1.9. */
function isBefore(minor: string, since: string | undefined): boolean {
  return since !== undefined && minor.localeCompare(since, 'en', { numeric: true }) < 0;
}

function lineOf({ does, gives, save, match, ...call }: Said, places: Places): Line {
  const place = places.get(does);
  if (!place) throw new Error(`There is no operation ${does}`);
  return { request: requestTo(place, call), gives, ...(save && { save }), ...(match && { match }) };
}

function refusedLines({ place, call }: Known): Line[] {
  return [...unchangedLines(place, call), ...refusalLines(place, call)];
}

function ownDrafts(subject: Subject, { id, place, call }: Known): Draft[] {
  const sunset = textAt(place.operation, 'x-sunset');
  const gone = { request: requestTo(place, call), gives: 'request.gone' };
  return [
    ...draft(subject, `${id}-repeated`, repeatedLines(place, call)),
    ...(sunset === undefined
      ? []
      : draft(subject, `${id}-gone`, [gone], { clock: new Date(sunset).toISOString() })),
  ];
}

/** The first request uses up the limit of one; any answer is accepted. */
function oftenLines({ place, call }: Known): Line[] {
  const request = requestTo(place, { ...call, json: undefined });
  return [
    {
      request,
      gives: undefined,
      match: { $: 'any', ...(isDocumentation(place) && { '$header.etag': 'text' }) },
    },
    { request, gives: 'request.limit_exceeded' },
  ];
}

/** With a token, every operation reads the database to authenticate, even where the token is optional. */
function awayLines({ place, call }: Known): Line[] {
  const request = requestTo(place, { ...call, as: usualCaller(place) ?? 'patron' });
  return [{ request, gives: 'kernel.unavailable' }];
}

/** An admin has no second factor in the conversations. */
function withoutFactorLines({ place, call }: Known): Line[] {
  const code = 'request.second_factor_missing';
  if (!codesOf(place.operation).includes(code)) return [];
  return [{ request: requestTo(place, { ...call, as: 'admin' }), gives: code }];
}

function keyInUseLines({ place, call }: Known): Line[] {
  const headers = { ...call.headers, 'Idempotency-Key': '"still-running"' };
  const code = 'request.idempotency_key_in_use';
  if (!codesOf(place.operation).includes(code)) return [];
  return [{ request: requestTo(place, { ...call, headers }), gives: code }];
}

/** A repeated request with the same key gets the same answer; another request with that key is refused. */
function repeatedLines(place: Place, call: Call): Line[] {
  const code = 'request.idempotency_key_reused';
  if (!codesOf(place.operation).includes(code) || call.isUnrepeatable) return [];
  const keyed = { ...call, headers: { ...call.headers, 'Idempotency-Key': '"once-only"' } };
  const other = { ...keyed, query: { ...call.query, other: 'yes' } };
  // Of two success statuses, the later one reports that something was created.
  const success = Object.keys(nodeAt(place.operation, 'responses')).findLast((status) =>
    status.startsWith('2'),
  );
  const request = requestTo(place, keyed);
  const good: Line = { request, gives: Number(success), ...(call.answers && { match: call.answers }) };
  return [good, good, { request: requestTo(place, other), gives: code }];
}
