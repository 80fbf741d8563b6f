/** A mail to one address. */
export interface MailMessage {
  /** Letters, digits, `.-`. A mail that is sent again has the same id, so that receivers can drop duplicates. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mail. */
export interface Mail {
  /**
   * Resolves once the mail is accepted for delivery.
   * @throws Error when it was not accepted; the message contains neither address nor content
   */
  send(message: MailMessage): Promise<void>;
}
export const Mail = Symbol('kernel.Mail');
