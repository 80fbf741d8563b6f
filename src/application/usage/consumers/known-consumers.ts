/** What a process has to know to tell clients apart. */
export interface KnownConsumers {
  /** The day in UTC that the salt is of. */
  readonly day: string;
  /** The accounts with `developer` switched on. */
  readonly developers: ReadonlySet<number>;
  /** The salt of the day for hashes of networks: the same in all instances, and removed after the day. */
  readonly salt: string;
}

/** Reads what all instances know of the clients. */
export interface ConsumerDirectory {
  /** @param day today in UTC, such as `2026-12-07` */
  read(day: string): Promise<KnownConsumers>;
}
export const ConsumerDirectory = Symbol('usage.ConsumerDirectory');
