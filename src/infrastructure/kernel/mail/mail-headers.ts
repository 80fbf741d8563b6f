import type { MailMessage } from '../../../application/kernel/mail.js';

/** A message as nodemailer takes it. Its id gets the domain of the sender, so that it is unique in the world. */
export function withHeaders({ id, ...message }: MailMessage, from: string) {
  return {
    ...message,
    from,
    messageId: messageIdOf(id, from),
    // RFC 3834: nobody's holiday notice shall answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

function messageIdOf(id: string, from: string): string {
  return `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
