import PostalMime from 'postal-mime';
import { startSmtp, type SmtpServer } from '../../test/support/smtp.js';

/** A mail that has arrived at the mail server of the demo. */
export interface Mail {
  /** The moment of the demo's clock. */
  readonly at: Date;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Everything that the mail server of the demo has received. */
export class Mailbox {
  readonly #mails: Mail[] = [];

  private constructor(private readonly server: SmtpServer) {}

  static async open(): Promise<Mailbox> {
    return new Mailbox(await startSmtp());
  }

  get url(): string {
    return this.server.url;
  }

  /** Those that have arrived since the last time. */
  async collect(at: Date): Promise<readonly Mail[]> {
    const fresh = await Promise.all(
      this.server.messages.slice(this.#mails.length).map(async (raw) => {
        const { to, subject = '', text = '' } = await PostalMime.parse(raw);
        return { at, to: to?.map(({ address }) => address).join(', ') ?? '', subject, text };
      }),
    );
    this.#mails.push(...fresh);
    return fresh;
  }

  to(address: string): readonly Mail[] {
    return this.#mails.filter(({ to }) => to === address);
  }

  close(): Promise<void> {
    return this.server.stop();
  }
}
