/** The text of a mail. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail to one recipient. */
export interface MailMessage extends Letter {
  /** Letters, digits, `.-`. A mail that is sent again has the same id, so that receivers can drop duplicates. */
  readonly id: string;
  readonly to: string;
  /** A second address of the same people. */
  readonly also?: string | undefined;
}

/** A mail server refuses an address for good. The message contains neither address nor content. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Sends mail. */
export interface Mail {
  /**
   * Resolves once the mail is accepted for delivery, to one of its addresses at least.
   * @throws AddressRefused when no address will ever be accepted
   * @throws Error when it was not accepted; the message contains neither address nor content
   */
  send(message: MailMessage): Promise<void>;
}
export const Mail = Symbol('kernel.Mail');
