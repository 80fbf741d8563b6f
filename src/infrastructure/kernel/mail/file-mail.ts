import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail, MailMessage } from '../../../application/kernel/mail.js';
import { withHeaders } from './mail-headers.js';

/** Writes each mail as a file in a folder, named after its message. Files appear complete. */
export class FileMail implements Mail {
  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  async send(message: MailMessage): Promise<void> {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({ streamTransport: true, buffer: true });
    const { message: text } = await transport.sendMail(withHeaders(message, this.from));
    await mkdir(this.folder, { recursive: true });
    const draft = join(this.folder, `.${randomUUID()}`);
    await writeFile(draft, text as Buffer);
    await rename(draft, join(this.folder, `${message.id}.eml`));
  }
}
