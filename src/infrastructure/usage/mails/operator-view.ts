import type { Obstacle } from '../../../application/usage/lifecycle/decisions.js';
import type { OperatorDigest } from '../../../application/usage/mails/digest-texts.js';
import type { UntoldClient } from '../../../application/usage/mails/mail-evidence.js';
import { callsInWords } from '../../../application/usage/counting/calls-in-words.js';
import { defanged } from './defanged.js';

const reasons: Readonly<Record<UntoldClient['reason'], string>> = {
  no_owner: 'nobody has registered this program',
  no_address: 'its owner has no verified address',
  refused: 'its addresses are refused',
};

/** What the mail to operators shows. The names of clients are texts of other people. */
export function operatorView({ day, held, untold }: OperatorDigest): object {
  return {
    day,
    held: held.map(({ lifecycle, since, obstacles }) => ({
      id: lifecycle.id,
      sunset: lifecycle.sunset,
      since: momentOf(since),
      obstacles: obstacles.map(obstacleText),
    })),
    untold: untold.map((client) => ({
      ...client,
      name: defanged(client.name),
      calls: callsInWords(client.calls),
      lastAt: momentOf(client.lastAt),
      reason: reasons[client.reason],
    })),
  };
}

function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'caller': {
      const { name, consumerId, calls, lastAt } = obstacle;
      return `${defanged(name)} (client ${consumerId}): ${callsInWords(calls)} in 30 days, the last at ${momentOf(lastAt)}`;
    }
    case 'extension':
      return `${defanged(obstacle.name)} (client ${obstacle.consumerId}): an extension until ${momentOf(obstacle.until)}`;
    case 'not_told':
      return `${defanged(obstacle.name)} (client ${obstacle.consumerId}): was not told`;
    case 'anonymous':
      return `calls without a token: ${obstacle.calls}, of which ${obstacle.confirmed} are confirmed`;
    case 'no_usage_data':
      return 'missing usage data';
    case 'switch':
      return 'an operator';
  }
}

/** To the minute, in UTC. */
function momentOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
