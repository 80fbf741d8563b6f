import { messageOf } from '../../src/composition/process/message-of.js';
import type { Conversation, ExpectedAnswer, Matches, SentRequest, Step } from './conversation.js';
import { parsed, pickFrom, remember, send, type HeardAnswer, type Memory } from './exchange.js';
import { mask } from './judge.js';
import { requestIdOf } from './replay.js';
import { openStage } from './stage.js';

/** A step of a scenario: the request is fixed, the answer is recorded. */
export interface Line {
  readonly request: SentRequest;
  /** The expected success status or error code; undefined accepts any answer. */
  readonly gives: number | string | undefined;
  readonly match?: Matches;
  readonly save?: Readonly<Record<string, string>>;
}

/** A conversation whose answers are not recorded yet. */
export interface Draft extends Omit<Conversation, 'steps'> {
  readonly lines: readonly Line[];
}

/**
 * Runs a conversation for the first time and records the answers. When the machine is so busy that the service answers
 * 503, the conversation starts again, twice at most.
 * @throws Error when an answer has another status or code than the scenario expects
 */
export async function record(draft: Draft, patience = 2): Promise<Conversation> {
  try {
    return await hold(draft);
  } catch (error) {
    if (patience === 0 || !messageOf(error).includes('gives 503')) throw error;
    return record(draft, patience - 1);
  }
}

async function hold({ lines, ...facts }: Draft): Promise<Conversation> {
  const stage = await openStage(facts);
  const memory: Memory = new Map();
  const steps: Step[] = [];
  try {
    for (const [index, line] of lines.entries()) {
      const answer = await send(stage, line.request, facts.sends, memory, requestIdOf(facts, index));
      refuseSurprise(`${facts.id}, step ${index + 1}`, line, answer);
      const { request, save } = line;
      steps.push({ request, expect: heard(answer, line.match), ...(save && { save }) });
      remember(save ?? {}, answer, memory);
    }
    return { ...facts, steps };
  } finally {
    await stage.close();
  }
}

function refuseSurprise(where: string, { request, gives }: Line, answer: HeardAnswer): void {
  const isTooBusy = gives === undefined && answer.status === 503;
  if ((gives === undefined && !isTooBusy) || answer.status === gives || pickFrom(answer, '$.code') === gives)
    return;
  const sent = `${request.as ?? 'nobody'}: ${request.method} ${request.path}`;
  throw new Error(
    `${where}: ${sent} gives ${answer.status} ${answer.text.slice(0, 300)} instead of ${gives}`,
  );
}

/** Headers that clients may rely on. Connection headers and the date vary, so they are not recorded. */
const told = `access-control-allow-headers access-control-allow-methods access-control-allow-origin
  access-control-expose-headers access-control-max-age allow api-version cache-control content-language content-type
  deprecation etag idempotent-replayed link location ratelimit-policy sunset vary www-authenticate x-cache
  x-total-count`.split(/\s+/);

/** Headers that are promised, with a value of the moment. */
const ofTheMoment = { 'retry-after': 'whole', ratelimit: 'rate' };

function heard(answer: HeardAnswer, given: Matches = {}): ExpectedAnswer {
  const { status, headers, text } = answer;
  const varying = Object.entries(ofTheMoment).filter(([name]) => headers.has(name));
  const match: Matches = {
    ...given,
    ...Object.fromEntries(varying.map(([name, kind]) => [`$header.${name}`, kind])),
  };
  const masked = new Set(Object.keys(match));
  const listed = told.filter((name) => headers.has(name) && !masked.has(`$header.${name}`));
  return {
    status,
    headers: Object.fromEntries(listed.map((name) => [name, headers.get(name) ?? ''])),
    ...(text !== '' && { body: masked.has('$') ? match['$'] : recorded(text, masked) }),
    ...(masked.size > 0 && { match }),
  };
}

/** Values that differ from run to run are left out, so that a draft that is recorded again stays the same. */
function recorded(text: string, masked: ReadonlySet<string>): unknown {
  return mask(
    parsed(text),
    [...masked].filter((path) => !path.startsWith('$header.')),
  );
}
