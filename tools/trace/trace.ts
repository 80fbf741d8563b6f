import { ask, type Reply } from '../../test/support/ask.js';
import { CallCounter } from './call-counter.js';
import type { Calls } from './calls.js';
import { tracedRequest, type TracedRequest } from './requests.js';

/** What a trace came to. */
export interface Trace {
  /** The last answer: a status, or how it failed. */
  readonly outcome: Reply['outcome'];
  /** Requests before the first that was counted. */
  readonly warm: number;
  /** The calls of each repetition, in turn. */
  readonly repetitions: readonly Calls[];
}

export interface TraceOptions {
  /** Requests before the first that is counted. */
  readonly warm: number;
  /** Requests that are counted, one by one. */
  readonly times: number;
  /** JSON that a request which is not prepared is sent with. */
  readonly body?: string | undefined;
}

/**
 * Sends a request to a service in this process until it is warm, then counts the calls of single ones.
 * @param url where the service listens
 * @throws Error when an answer is not the one that is to be traced
 */
export async function trace(name: string, url: string, { warm, times, body }: TraceOptions): Promise<Trace> {
  const request = await tracedRequest(name, url, body);
  for (let count = 0; count < warm; count++) await sendOnce(request, url);
  const counter = await CallCounter.start();
  // The first one after V8 has begun to count makes its counters.
  await sendOnce(request, url, counter);
  const repetitions: Calls[] = [];
  let outcome: Reply['outcome'] = 0;
  for (let time = 0; time < times; time++) {
    const { reply, calls } = await sendOnce(request, url, counter);
    outcome = reply.outcome;
    if (calls) repetitions.push(calls);
  }
  counter.end();
  return { outcome, warm, repetitions };
}

async function sendOnce(
  request: TracedRequest,
  url: string,
  counter?: CallCounter,
): Promise<{ readonly reply: Reply; readonly calls?: Calls }> {
  const { path, ...question } = await request.prepare();
  const send = () => ask(url + path, question);
  const { result: reply, calls } = counter ? await counter.during(send) : { result: await send() };
  // The first list is none from the cache.
  if (counter && !request.isRight(reply))
    throw new Error(`${question.method ?? 'GET'} ${path} was answered ${reply.outcome}: ${reply.text}`);
  await request.undo(reply);
  return { reply, ...(calls && { calls }) };
}
