import type { Answer, Sending } from '../../support/api-client.js';
import type { LargeLibrary } from './large-library.js';

/** A frequent request. */
export interface HotRequest {
  readonly title: string;
  /** The indexes by which something must have been found: `a|b` means either of them, or any that begins like that. */
  readonly by: readonly string[];
  /** Makes a different request for each number. */
  readonly ask: (library: LargeLibrary, turn: number) => Promise<unknown>;
}

type Address = (library: LargeLibrary, turn: number) => string | Promise<string>;

/** An anonymous read. */
export function read(title: string, by: readonly string[], address: Address): HotRequest {
  return readAs(title, by, address, () => undefined);
}

export function readAs(
  title: string,
  by: readonly string[],
  address: Address,
  token: (library: LargeLibrary, turn: number) => string | undefined,
): HotRequest {
  const ask: HotRequest['ask'] = async (library, turn) =>
    get(library, await address(library, turn), { token: token(library, turn) });
  return { title, by, ask };
}

/** On a busy machine one connection may be too slow for ten requests. */
export async function get({ running }: LargeLibrary, path: string, sending: Sending = {}): Promise<Answer> {
  for (let time = 0; time < 3; time++) {
    const answer = await running.api.get(path, sending);
    if (answer.status !== 503) return wellAnswered(path, answer);
  }
  throw new Error(`${path} was answered with 503 three times.`);
}

export async function send(
  { running }: LargeLibrary,
  method: string,
  path: string,
  sending: Sending = {},
): Promise<Answer> {
  return wellAnswered(path, await running.api.send(method, path, sending));
}

function wellAnswered(path: string, answer: Answer): Answer {
  if (answer.status < 300) return answer;
  throw new Error(`${path} was answered with ${answer.status} ${JSON.stringify(answer.body)}`);
}
