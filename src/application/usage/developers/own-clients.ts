import { inject, injectable } from 'tsyringe';
import { Owners, ownerAlone } from '../consumers/consumers.js';
import { DeveloperQueries, type KnownClient } from './developer-queries.js';

/** A client of an account. An API key is one before its first call, too. */
export interface OwnClient extends Omit<KnownClient, 'id' | 'kind'> {
  /** Undefined for a key of which nothing is known but its name. */
  readonly id: number | undefined;
  readonly kind: 'key' | 'account' | 'program';
  /** Whether it is a key that was revoked. What it has called stays counted. */
  readonly isRevoked: boolean;
}

/** Lists the clients of an account by the names that their owner gave to them. */
@injectable()
export class OwnClients {
  constructor(
    @inject(DeveloperQueries) private readonly queries: DeveloperQueries,
    @inject(Owners) private readonly owners: Owners,
  ) {}

  /** Keys first, then programs, then the account itself. */
  async of(patronId: number): Promise<readonly OwnClient[]> {
    const [known, keys] = await Promise.all([this.queries.clients(patronId), this.owners.keysOf(patronId)]);
    const names = new Map(keys.map(({ id, name }) => [id, name]));
    const seen = new Set(known.map(({ keyId }) => keyId));
    const unseen = keys
      .filter(({ id }) => !seen.has(id))
      .map(({ id, name }) => ({
        ...ownerAlone,
        program: null,
        id: undefined,
        kind: 'key' as const,
        keyId: id,
        name,
        isRevoked: false,
      }));
    const clients = known.map((client) => named(client, names));
    return [...clients, ...unseen].toSorted((a, b) => places.indexOf(a.kind) - places.indexOf(b.kind));
  }
}

const places: readonly OwnClient['kind'][] = ['key', 'program', 'account'];

function named(client: KnownClient, keys: ReadonlyMap<number, string>): OwnClient {
  const { keyId, kind } = client;
  const name = keyId === null ? client.name : (keys.get(keyId) ?? null);
  // An anonymous client has no owner.
  return { ...client, kind: kind as OwnClient['kind'], name, isRevoked: keyId !== null && name === null };
}
