/**
 * Something the service cannot work without. The service reports itself ready when the checks of all dependencies
 * succeed.
 */
export interface Dependency {
  readonly name: string;
  /** Rejects when the dependency cannot be used now. */
  check(): Promise<void>;
}
export const Dependency = Symbol('kernel.Dependency');
