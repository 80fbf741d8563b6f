import { Agent } from 'node:http';
import { ask } from '../support/ask.js';

/** A request, and its expected status. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly expect: number;
}

/** The outcome of one request. */
export interface Result {
  readonly call: Call;
  readonly at: number;
  readonly ms: number;
  /** The fault of its answer; undefined when it was as expected. */
  readonly fault?: string;
}

/** A value of the answer that a player needs later; empty when it failed. */
export type Answer = Readonly<Record<string, unknown>>;

/** Sends and records all requests. */
export class Client {
  readonly results: Result[] = [];
  readonly #agent = new Agent({ keepAlive: true });

  constructor(private readonly url: string) {}

  async send(call: Call): Promise<Answer> {
    const at = performance.now();
    const { outcome, text, ms } = await ask(this.url + call.path, { ...call, agent: this.#agent });
    const isExpected = outcome === call.expect;
    const fault = `${outcome} instead of ${call.expect}: ${reasonIn(text)}`;
    this.results.push(isExpected ? { call, at, ms } : { call, at, ms, fault });
    return isExpected ? asAnswer(text) : {};
  }

  close(): void {
    this.#agent.destroy();
  }
}

function asAnswer(body: string): Answer {
  const value: unknown = body === '' ? {} : JSON.parse(body);
  return Array.isArray(value) ? { items: value } : (value as Answer);
}

/** The code of a refusal, to count equal ones; otherwise the beginning of the body. */
function reasonIn(body: string): string {
  return /"code":"([^"]+)"/.exec(body)?.[1] ?? body.slice(0, 200);
}
