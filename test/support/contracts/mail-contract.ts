import { expect } from 'chai';
import PostalMime, { type Email } from 'postal-mime';
import type { Mail, MailMessage } from '../../../src/application/kernel/mail.js';

/** A mailbox, as its receivers see it. */
export interface Mailbox {
  readonly mail: Mail;
  /** Everything that has arrived so far, as raw messages. */
  arrived(): Promise<string[]> | string[];
}

export const message: MailMessage = {
  id: 'digest-2026-12-01-7',
  to: 'reader@example.org',
  subject:
    'Overdue: “Smultronstället” and a line that is longer than any header of a mail would like to have it',
  text: 'Dear Žofie,\n\n.\nA line with a lone dot is above.\nFrom here on: “quotes”, 日本語, 📚\n',
  html: '<p>Dear Žofie &amp; all</p>',
};

/** Defines the cases that every implementation of sending mail must pass. `mailbox` is called once in each case. */
export function mailContract(mailbox: () => Mailbox): void {
  const parsed = async (box: Mailbox): Promise<Email[]> =>
    Promise.all((await box.arrived()).map((raw) => PostalMime.parse(raw)));

  it('delivers subject, text and HTML unchanged, whatever they contain', async () => {
    const box = mailbox();
    await box.mail.send(message);
    const [mail] = await parsed(box);
    expect(mail?.subject).to.equal(message.subject);
    expect(mail?.text?.trimEnd()).to.equal(message.text.trimEnd());
    expect(mail?.html?.trim()).to.equal(message.html);
    expect(mail?.from?.address).to.equal('library@example.net');
    expect(mail?.to?.map(({ address }) => address)).to.deep.equal([message.to]);
  });

  it('gives the same message the same Message-ID, and marks it as generated automatically', async () => {
    const box = mailbox();
    await box.mail.send(message);
    await box.mail.send(message);
    const mails = await parsed(box);
    expect(new Set(mails.map(({ messageId }) => messageId))).to.deep.equal(
      new Set(['<digest-2026-12-01-7@example.net>']),
    );
    expect(mails[0]?.headers.find(({ key }) => key === 'auto-submitted')?.value).to.equal('auto-generated');
  });

  it('lets no part of a subject become a header', async () => {
    const box = mailbox();
    await box.mail.send({ ...message, subject: 'Overdue\r\nBcc: all@example.org' });
    const [mail] = await parsed(box);
    expect(mail?.bcc ?? []).to.deep.equal([]);
    expect(mail?.to).to.have.length(1);
  });

  it('sends many messages at the same time, each complete', async () => {
    const box = mailbox();
    const ids = Array.from({ length: 25 }, (_, index) => `many-${index}`);
    await Promise.all(ids.map((id) => box.mail.send({ ...message, id, text: id })));
    const mails = await parsed(box);
    expect(mails.map(({ messageId }) => messageId)).to.have.members(ids.map((id) => `<${id}@example.net>`));
    for (const { messageId, text } of mails) expect(messageId).to.include(text?.trim());
  });
}
