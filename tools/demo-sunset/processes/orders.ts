/** What a process of the demo is told by the one that plays. */
export type Order =
  | { readonly name: 'move'; readonly to: number }
  /** Do now what the process does every few seconds: write what was counted, and read what was decided. */
  | { readonly name: 'catch up' };

/** What it says: once when it is ready, and then after each order. */
export interface Report {
  /** Of the web process. */
  readonly port?: number;
  readonly fault?: string;
}
