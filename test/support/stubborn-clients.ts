import { Agent } from 'node:http';
import { ask } from './ask.js';

/** How one request ended: with a status, or with the code of an error. */
export interface Attempt {
  readonly id: string;
  readonly outcome: number | string;
  /** Whether it went over a connection that had served another one. */
  readonly reused: boolean;
}

/**
 * So many clients who keep their connection and ask again at once, until they are refused a connection.
 * Gives all their attempts but those refused; `onAttempt` is told of each as it ends.
 */
export async function askUntilRefused(
  clients: number,
  urls: readonly string[],
  onAttempt: () => void,
): Promise<Attempt[]> {
  const each = async (client: number): Promise<Attempt[]> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const attempts: Attempt[] = [];
    for (;;) {
      const url = urls[(client + attempts.length) % urls.length] ?? '';
      const id = `client-${client}-${attempts.length}`;
      const { outcome, reused } = await ask(url, { agent, headers: { 'X-Request-Id': id } });
      if (outcome === 'ECONNREFUSED') break;
      attempts.push({ id, outcome, reused });
      onAttempt();
    }
    agent.destroy();
    return attempts;
  };
  return (await Promise.all(Array.from({ length: clients }, (_, client) => each(client)))).flat();
}
