import type { ConsumerClass } from '../consumers/consumer-ref.js';

/** What operators set of a client. */
export interface ClientSettings {
  readonly class: ConsumerClass;
  /** Until then its owner gets only the mails that nobody can silence. */
  readonly mutedUntil: Date | null;
}

/** Write access to what operators set of clients. It runs in the running unit of work. */
export interface Clients {
  /** The settings of a client, locked. Undefined for none: nobody sets anything of callers without a token. */
  lock(id: number): Promise<ClientSettings | undefined>;
  store(id: number, settings: ClientSettings): Promise<void>;
}
export const Clients = Symbol('usage.Clients');
