import type { Conversation } from './conversation.js';
import { remember, send, type Memory } from './exchange.js';
import { faultsOf } from './judge.js';
import { openStage, type Tamper } from './stage.js';

/**
 * Runs a conversation again and returns the differences of the first answer that differs. When the machine is so busy
 * that the service answers 503, the conversation starts again, twice at most.
 */
export async function replay(conversation: Conversation, tamper?: Tamper): Promise<string[]> {
  for (let patience = 2; ; patience--) {
    const faults = await holdAgain(conversation, tamper);
    if (patience === 0 || !faults.some((fault) => fault.includes('status 503 instead'))) return faults;
  }
}

async function holdAgain(conversation: Conversation, tamper?: Tamper): Promise<string[]> {
  const stage = await openStage(conversation, tamper);
  const memory: Memory = new Map();
  try {
    for (const [index, { request, expect, save = {} }] of conversation.steps.entries()) {
      const answer = await send(stage, request, conversation.sends, memory, requestIdOf(conversation, index));
      const faults = faultsOf(answer, expect);
      const step = `${conversation.id}, step ${index + 1}: ${request.method} ${request.path}`;
      if (faults.length > 0) return faults.map((fault) => `${step}: ${fault}`);
      remember(save, answer, memory);
    }
    return [];
  } finally {
    await stage.close();
  }
}

/** Requests without a minor get the first one. This variant asks for it explicitly and must get the same answers. */
export function askingOutright(conversation: Conversation): Conversation {
  return { ...conversation, sends: { ...conversation.sends, 'API-Version': conversation.minor } };
}

/** The request id is part of some answers, so it is derived from the conversation. */
export function requestIdOf({ id }: Pick<Conversation, 'id'>, index: number): string {
  return `${id}.${index + 1}`;
}
