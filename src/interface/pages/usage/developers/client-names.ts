import type { OwnClient } from '../../../../application/usage/developers/own-clients.js';
import type { DeveloperWords } from './words/words.js';

/** The name of a client for its owner. */
export function nameOf({ name, program, kind, isRevoked }: OwnClient, words: DeveloperWords): string {
  if (kind === 'account') return words.ownAccount;
  if (isRevoked) return `${words.kinds[kind]}, ${words.revoked}`;
  return name ?? program ?? words.kinds[kind];
}

/** Names by the id of a client. */
export type ClientNames = (consumerId: number) => string;

export function namesOf(clients: readonly OwnClient[], words: DeveloperWords): ClientNames {
  const names = new Map(clients.map((client) => [client.id, nameOf(client, words)]));
  return (consumerId) => names.get(consumerId) ?? '';
}
