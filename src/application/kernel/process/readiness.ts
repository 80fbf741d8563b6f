/** Something the service cannot work without. Every registered one is asked before the service calls itself ready. */
export interface Dependency {
  readonly name: string;
  /** Rejects when it cannot be used now. */
  check(): Promise<void>;
}
export const Dependency = Symbol('kernel.Dependency');
