import type { Obstacle } from '../../../application/usage/lifecycle/decisions.js';
import type { StoredProof } from '../../../application/usage/lifecycle/proofs.js';
import { callsInWords } from '../../../application/usage/counting/calls-in-words.js';

/** A line about something that keeps a sunset from taking place. */
export function obstacleLine(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'caller': {
      const { name, consumerId, calls, lastAt } = obstacle;
      return `${name} (client ${consumerId}) would break: ${callsInWords(calls)} in 30 days, the last at ${lastAt.toISOString()}`;
    }
    case 'extension':
      return `${obstacle.name} (client ${obstacle.consumerId}) has an extension until ${obstacle.until.toISOString()}`;
    case 'anonymous':
      return `Calls without a token would break: ${obstacle.calls} in 30 days, of which ${obstacle.confirmed} are confirmed`;
    case 'no_usage_data':
      return 'Nobody knows who would break: there are no usage data for all of the 30 days';
    case 'not_told':
      return `${obstacle.name} (client ${obstacle.consumerId}) was not told in time`;
    case 'switch':
      return 'An operator holds it';
  }
}

/** A record as a file. */
export function proofText({ id, lifecycleId, at, madeAt, hash, content }: StoredProof): string {
  const shown = { id, lifecycleId, at, madeAt, nobodyIsLeft: true, hash, content };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

/** @throws Error for a text that is not a record */
export function readProof(text: string): Pick<StoredProof, 'id' | 'hash' | 'content'> {
  const { id, hash, content } = parsed(text);
  if (typeof id !== 'number' || typeof hash !== 'string' || typeof content !== 'string')
    throw new Error('The file is not a record of lifecycle simulate.');
  return { id, hash, content };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
