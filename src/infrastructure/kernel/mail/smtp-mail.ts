import type { createTransport } from 'nodemailer';
import type { Mail, MailMessage } from '../../../application/kernel/mail.js';
import { withHeaders } from './mail-headers.js';

/** Together less than the time that a process has to stop. In milliseconds. */
const patience = { connectionTimeout: 3_000, greetingTimeout: 3_000, socketTimeout: 5_000 };

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/** Mail over SMTP. Connections are kept while there is mail to send; a process that sends none loads no SMTP client. */
export class SmtpMail implements Mail {
  private transport: Promise<ReturnType<typeof createTransport>> | undefined;

  constructor(
    private readonly url: string,
    private readonly from: string,
  ) {}

  async send(message: MailMessage): Promise<void> {
    const transport = await (this.transport ??= this.open());
    const sent = transport.sendMail(withHeaders(message, this.from));
    const fault = await sent.then(() => undefined, faultOf);
    if (fault !== undefined) throw new Error(`SMTP: ${fault}`);
  }

  close(): void {
    void this.transport?.then((transport) => transport.close());
  }

  private async open() {
    const nodemailer = await import('nodemailer');
    return nodemailer.createTransport({ url: this.url, pool: true, maxConnections: 5, ...patience });
  }
}

/** Only the codes, because servers repeat the address in their text, which would get into a log. */
function faultOf({ code = 'failed', responseCode }: SmtpError): string {
  return [code, responseCode].filter(Boolean).join(' ');
}
