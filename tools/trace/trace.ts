import { ask, type Reply } from '../../test/support/ask.js';
import { CallCounter } from './call-counter.js';
import type { Calls } from './calls.js';
import { tracedRequest, type TracedRequest } from './requests.js';

/** The result of a trace. */
export interface Trace {
  /** The last answer: a status, or the error. */
  readonly outcome: Reply['outcome'];
  /** Requests before the count. */
  readonly warm: number;
  /** The calls of each repetition, in order. */
  readonly repetitions: readonly Calls[];
}

export interface TraceOptions {
  /** Requests before the count. */
  readonly warm: number;
  /** Requests to count, one by one. */
  readonly times: number;
  /** JSON body of a request that is not prepared. */
  readonly body?: string | undefined;
}

/**
 * Sends a request to a service in this process until it is warm, then counts the function calls of single requests.
 * @param url where the service listens
 * @throws Error when an answer is not the expected one
 */
export async function trace(name: string, url: string, { warm, times, body }: TraceOptions): Promise<Trace> {
  const request = await tracedRequest(name, url, body);
  for (let count = 0; count < warm; count++) await sendOnce(request, url);
  const counter = await CallCounter.start();
  // The first request after V8 starts to count allocates the counters.
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
  // The first list does not come from the cache.
  if (counter && !request.isRight(reply))
    throw new Error(`${question.method ?? 'GET'} ${path} was answered ${reply.outcome}: ${reply.text}`);
  await request.undo(reply);
  return { reply, ...(calls && { calls }) };
}
