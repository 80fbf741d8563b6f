/** A mail to one address. */
export interface MailMessage {
  /** The same for the same mail, however often it is sent: receivers drop what they have. Letters, digits, `.-`. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mail. */
export interface Mail {
  /**
   * Resolves once somebody else is responsible for it.
   * @throws Error that names neither address nor content when it was not taken
   */
  send(message: MailMessage): Promise<void>;
}
export const Mail = Symbol('kernel.Mail');
