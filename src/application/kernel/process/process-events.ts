/** A change of the process, or of what it stands on. */
export interface ProcessEvent {
  readonly level: 'info' | 'warn' | 'error';
  /** What has happened, in the same few words each time. */
  readonly event: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  /** What was thrown, where the whole of it is wanted. */
  readonly error?: unknown;
}

/** Where changes are told: one line for each change, none for each request. */
export interface ProcessEvents {
  happened(event: ProcessEvent): void;
}

export const toNobody: ProcessEvents = { happened: () => undefined };

/** What an error says of its cause, in one line. Connections that are refused have a code and no sentence. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { readonly code?: unknown };
  return [...new Set([code, error.message])]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(': ');
}
