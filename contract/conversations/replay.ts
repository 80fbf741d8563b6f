import type { Conversation, ExpectedAnswer, Step } from './conversation.js';
import { remember, send, type Memory } from './exchange.js';
import { faultsOf } from './judge.js';
import { openStage, type Tamper } from './stage.js';

/** A conversation in which some answers are not compared. */
export interface Replayable extends Omit<Conversation, 'steps'> {
  readonly steps: readonly (Pick<Step, 'request' | 'save'> & { readonly expect?: ExpectedAnswer })[];
}

/**
 * Runs a conversation again and returns the differences of the first answer that differs. When the machine is so busy
 * that the service answers 503, the conversation starts again, twice at most.
 */
export async function replay(conversation: Replayable, tamper?: Tamper): Promise<string[]> {
  for (let patience = 2; ; patience--) {
    const faults = await holdAgain(conversation, tamper);
    if (patience === 0 || !faults.some((fault) => fault.includes('status 503 instead'))) return faults;
  }
}

async function holdAgain(conversation: Replayable, tamper?: Tamper): Promise<string[]> {
  const stage = await openStage(conversation, tamper);
  const memory: Memory = new Map();
  try {
    for (const [index, { request, save = {}, expect }] of conversation.steps.entries()) {
      const answer = await send(stage, request, conversation.sends, memory, requestIdOf(conversation, index));
      const faults = expect ? faultsOf(answer, expect) : [];
      const asked = conversation.sends['API-Version'] ?? 'no minor';
      const step = `${conversation.id} in ${asked}, step ${index + 1}: ${request.method} ${request.path}`;
      if (faults.length > 0) return faults.map((fault) => `${step}: ${fault}`);
      remember(save, answer, memory);
    }
    return [];
  } finally {
    await stage.close();
  }
}

/** The request id is part of some answers, so it is derived from the conversation. */
export function requestIdOf({ id }: Pick<Conversation, 'id'>, index: number): string {
  return `${id}.${index + 1}`;
}
