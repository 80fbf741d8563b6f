import PostalMime from 'postal-mime';
import { runJob } from '../jobs.js';
import type { RunningService } from '../service.js';
import type { SmtpServer } from '../smtp.js';

/** A letter that has arrived. */
export interface Arrived {
  readonly to: string;
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  /** The URL in it; empty if there is none. */
  readonly link: string;
  /** The secret of that URL. */
  readonly token: string;
}

/** Sends all letters about accounts that are due, and returns what arrived since the last call. */
export async function letters(running: RunningService, smtp: SmtpServer): Promise<Arrived[]> {
  await runJob(running.service, 'accounts.send_letters');
  return Promise.all(smtp.messages.splice(0).map(letterIn));
}

/** Reads a letter as the mail server received it. */
export async function letterIn(raw: string): Promise<Arrived> {
  return arrived(await PostalMime.parse(raw));
}

function arrived({
  to,
  messageId = '',
  subject = '',
  text = '',
}: Awaited<ReturnType<typeof PostalMime.parse>>) {
  const link = /https?:\/\/\S+/.exec(text)?.[0] ?? '';
  return { to: to?.[0]?.address ?? '', id: messageId, subject, text, link, token: tokenIn(link) };
}

/** The secret in the URL of a letter. */
export function tokenIn(link: string): string {
  return new URLSearchParams(link.split('?')[1] ?? '').get('token') ?? '';
}
