import { everything } from '../../../../application/usage/lifecycle/decisions.js';
import type { EndOfLife } from '../../../../application/usage/operators/ends-of-life.js';
import { callsInWords } from '../../../../application/usage/counting/calls-in-words.js';
import type { Caller, Deprecation, PlannedBrownout } from './deprecation-shapes.js';

const callersAtMost = 100;

export function presentEnd(end: EndOfLife): Deprecation {
  const { lifecycle, state, since, facts, obstacles, brownouts, switches, withoutBrownouts } = end;
  return {
    id: lifecycle.id,
    state,
    since: since?.toISOString() ?? null,
    deprecated: lifecycle.deprecated,
    sunset: lifecycle.sunset ?? null,
    what: lifecycle.uses.map(({ major, operationId, element }) =>
      element === '' ? `v${major}.${operationId}` : `v${major}.${operationId} ${element}`,
    ),
    callers: callersOf(end).slice(0, callersAtMost),
    anonymousCalls: facts.anonymous.calls,
    confirmedAnonymousCalls: facts.anonymous.confirmed,
    heldBy: obstacles.map(sayObstacle),
    brownouts: brownouts.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() })),
    withoutBrownouts,
    switches: switches.map(({ lifecycleId, kind, reason, at }) => ({
      kind,
      forAll: lifecycleId === everything,
      reason,
      at: at.toISOString(),
    })),
  };
}

/** The callers in the last 30 days, those with the most calls first. */
export function callersOf({ facts }: EndOfLife): Caller[] {
  const consented = new Set(
    facts.agreements.filter(({ kind }) => kind === 'consent').map(({ consumerId }) => consumerId),
  );
  const extended = new Map(
    facts.agreements.flatMap(({ consumerId, until }) => (until ? [[consumerId, until] as const] : [])),
  );
  return facts.uses
    .toSorted((a, b) => b.calls - a.calls)
    .map((use) => ({
      consumer: use.consumerId,
      name: use.name,
      class: use.class,
      calls: use.calls,
      lastAt: use.lastAt.toISOString(),
      toldAt: use.toldAt?.toISOString() ?? null,
      consented: consented.has(use.consumerId),
      extendedUntil: extended.get(use.consumerId)?.toISOString() ?? null,
    }));
}

/** The brownouts of all ends of life, the next one first. */
export function plannedBrownouts(ends: readonly EndOfLife[]): PlannedBrownout[] {
  return ends
    .flatMap((end) =>
      end.brownouts.map(({ from, until }) => ({
        deprecation: end.lifecycle.id,
        from: from.toISOString(),
        until: until.toISOString(),
        switchedOff: end.withoutBrownouts,
      })),
    )
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** An obstacle in words. */
export function sayObstacle(obstacle: EndOfLife['obstacles'][number]): string {
  switch (obstacle.kind) {
    case 'caller':
      return `${obstacle.name} still calls it (${callsInWords(obstacle.calls)} in 30 days)`;
    case 'extension':
      return `${obstacle.name} has an extension until ${new Date(obstacle.until).toISOString().slice(0, 10)}`;
    case 'not_told':
      return `${obstacle.name} was not told`;
    case 'anonymous':
      return `${callsInWords(obstacle.calls)} without a token, confirmed: ${obstacle.confirmed}`;
    case 'no_usage_data':
      return 'the usage data of the last 30 days has a gap';
    case 'switch':
      return 'operators hold it';
  }
}
