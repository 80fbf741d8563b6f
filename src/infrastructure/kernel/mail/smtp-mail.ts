import type { createTransport } from 'nodemailer';
import { AddressRefused, type Mail, type MailMessage } from '../../../application/kernel/mail.js';
import { withHeaders } from './mail-headers.js';

/** Together less than the time that a process has to stop. In milliseconds. */
const patience = { connectionTimeout: 3_000, greetingTimeout: 3_000, socketTimeout: 5_000 };

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
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
    if (fault) throw fault;
  }

  close(): void {
    void this.transport?.then((transport) => transport.close());
  }

  private async open() {
    const nodemailer = await import('nodemailer');
    return nodemailer.createTransport({ url: this.url, pool: true, maxConnections: 5, ...patience });
  }
}

/**
 * Only the codes, because servers repeat the address in their text, which would get into a log. 5xx is for good (RFC
 * 5321); when one of several addresses is refused for now, the code is that one.
 */
function faultOf({ code = 'failed', responseCode, command }: SmtpError): Error {
  const message = `SMTP: ${[code, responseCode].filter(Boolean).join(' ')}`;
  const isForGood = command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500;
  return isForGood ? new AddressRefused(message) : new Error(message);
}
