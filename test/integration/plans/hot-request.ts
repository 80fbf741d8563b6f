import type { Answer, Sending } from '../../support/api-client.js';
import type { LargeLibrary } from './large-library.js';

/** Something that is asked all day. */
export interface HotRequest {
  readonly title: string;
  /** Indexes that something must have been found by: `a|b` for the one or the other, of all that begin like that. */
  readonly by: readonly string[];
  /** Asks for something else each time that the turn is another one. */
  readonly ask: (library: LargeLibrary, turn: number) => Promise<unknown>;
}

type Address = (library: LargeLibrary, turn: number) => string | Promise<string>;

/** A request that only reads, by nobody in particular. */
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

/** On a machine that is busy with other things, one connection may not do in time what ten would. */
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
