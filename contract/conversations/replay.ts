import type { Conversation } from './conversation.js';
import { remember, send, type Memory } from './exchange.js';
import { faultsOf } from './judge.js';
import { openStage, type Tamper } from './stage.js';

/**
 * Holds a conversation again. Gives what was said differently this time; it ends with the first such answer.
 * Where the machine is too busy for the service's own patience it is begun anew, twice at most.
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

/** The first minor is what a client gets that asks for none; one that asks for it must get the same. */
export function askingOutright(conversation: Conversation): Conversation {
  return { ...conversation, sends: { ...conversation.sends, 'API-Version': conversation.minor } };
}

/** The id of a request is part of some answers. */
export function requestIdOf({ id }: Pick<Conversation, 'id'>, index: number): string {
  return `${id}.${index + 1}`;
}
