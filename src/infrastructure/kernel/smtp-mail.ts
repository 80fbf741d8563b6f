import { createTransport } from 'nodemailer';
import type { Mail, MailMessage } from '../../application/kernel/mail.js';
import { withHeaders } from './mail-headers.js';

/** Together less than a process has to stop. In milliseconds. */
const patience = { connectionTimeout: 3_000, greetingTimeout: 3_000, socketTimeout: 5_000 };

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/** Mail over SMTP. Connections are kept while there is something to send. */
export class SmtpMail implements Mail {
  private readonly transport;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({ url, pool: true, maxConnections: 5, ...patience });
  }

  async send(message: MailMessage): Promise<void> {
    const sent = this.transport.sendMail(withHeaders(message, this.from));
    const fault = await sent.then(() => undefined, faultOf);
    if (fault !== undefined) throw new Error(`SMTP: ${fault}`);
  }

  close(): void {
    this.transport.close();
  }
}

/** The codes alone: servers repeat the address in what they say, and that would end in a log. */
function faultOf({ code = 'failed', responseCode }: SmtpError): string {
  return [code, responseCode].filter(Boolean).join(' ');
}
