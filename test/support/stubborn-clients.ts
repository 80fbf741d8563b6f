import { Agent } from 'node:http';
import { ask } from './ask.js';

/** The outcome of one request: a status, or the code of an error. */
export interface Attempt {
  readonly id: string;
  readonly outcome: number | string;
  /** Whether it used a connection that had served another request. */
  readonly reused: boolean;
}

/**
 * The given number of clients who keep their connection and send requests until a connection is refused.
 * Returns all attempts except the refused ones; `onAttempt` gets each as it ends.
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
