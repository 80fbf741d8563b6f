/** The addresses in mails. All are absolute. */
export interface MailLinks {
  /** The service itself. */
  readonly home: string;
  /** Where the owner of clients sees what they call, as it is now. */
  readonly list: string;
  /** What a client that calls this minor must change. */
  report(minor: string): string;
  /** Undefined for an operation that is not served. */
  operation(
    major: number,
    operationId: string,
  ): { readonly method: string; readonly url: string } | undefined;
}
export const MailLinks = Symbol('usage.MailLinks');
