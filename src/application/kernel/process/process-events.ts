/** A change of the process or of a dependency. */
export interface ProcessEvent {
  readonly level: 'info' | 'warn' | 'error';
  /** The name of the event: few words, the same each time. */
  readonly event: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  /** The error, when its stack is wanted in the log. */
  readonly error?: unknown;
}

/** Logs changes: one line for each change, none for each request. */
export interface ProcessEvents {
  happened(event: ProcessEvent): void;
}
export const ProcessEvents = Symbol('kernel.ProcessEvents');

export const toNobody: ProcessEvents = { happened: () => undefined };

/** Describes the cause of an error in one line. Errors of refused connections have a code and no message. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { readonly code?: unknown };
  return [...new Set([code, error.message])]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(': ');
}
