/** The text of a mail. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail to one address. */
export interface MailMessage extends Letter {
  /** Letters, digits, `.-`. A mail that is sent again has the same id, so that receivers can drop duplicates. */
  readonly id: string;
  readonly to: string;
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
