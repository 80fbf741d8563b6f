import { Agent, request } from 'node:http';

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
      const attempt = await ask(url, `client-${client}-${attempts.length}`, agent);
      if (attempt.outcome === 'ECONNREFUSED') break;
      attempts.push(attempt);
      onAttempt();
    }
    agent.destroy();
    return attempts;
  };
  return (await Promise.all(Array.from({ length: clients }, (_, client) => each(client)))).flat();
}

function ask(url: string, id: string, agent: Agent): Promise<Attempt> {
  return new Promise((resolve) => {
    const asking = request(url, { agent, headers: { 'X-Request-Id': id } });
    const end = (outcome: number | string) => resolve({ id, outcome, reused: asking.reusedSocket });
    asking.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    asking.on('response', (response) => {
      response.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
      response.on('end', () => end(response.statusCode ?? 0)).resume();
    });
    asking.end();
  });
}
