/** The configuration is invalid. The message lists every fault with its variable and contains no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  /** @param faults such as `PORT must be a whole number from 0 to 65535`, at least one */
  constructor(readonly faults: readonly string[]) {
    super(['The configuration cannot be used:', ...faults].join('\n  '));
  }
}
