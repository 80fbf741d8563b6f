import type { MailMessage } from '../../../application/kernel/mail.js';

/** A message for nodemailer. Its id gets the domain of the sender, which makes it globally unique. */
export function withHeaders({ id, to, also, ...message }: MailMessage, from: string) {
  return {
    ...message,
    to: also === undefined ? to : [to, also],
    from,
    messageId: messageIdOf(id, from),
    // RFC 3834: no automatic reply, such as a holiday notice, shall be sent.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

function messageIdOf(id: string, from: string): string {
  return `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
