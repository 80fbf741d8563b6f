import PostalMime from 'postal-mime';
import sql from 'sql-template-tag';
import type { Lifecycle } from '../../../src/interface/kernel/declaration/lifecycle.js';
import type { Library } from '../library.js';
import type { SmtpServer } from '../smtp.js';
import { addCalls } from './counted.js';

type Rows = Pick<Library, 'rows'>;

/** An operation that ends in the year after the clock of the tests. */
export const endOfListBooks: Lifecycle = {
  id: 'v1-list-books',
  deprecated: '2027-01-01',
  sunset: '2028-01-01',
  successor: { operationId: 'listBooks', href: '/v2/books' },
  guide: '/docs/guides/v1-change-user-role',
};

/** Stores calls of something deprecated with a piece of evidence, as the writer of an instance does. */
export async function callDeprecated(
  library: Rows,
  consumerId: number,
  at: Date,
  { calls = 1, outcome = '2xx', requestId = `request-${at.getTime()}`, userAgent = 'Kiosk/3.1' } = {},
): Promise<void> {
  await addCalls(library, consumerId, at, { calls, outcome });
  await library.rows(sql`
    insert into usage_evidence
      (consumer_id, operation_id, major, element, at, request_id, user_agent, minor, minor_source, status)
    values (${consumerId}, 'listBooks', 1, '', ${at}, ${requestId}, ${userAgent}, '1.0', 'default', 200)`);
}

/** Sets who is told of what a client calls. */
export async function setContacts(
  library: Rows,
  consumerId: number,
  first: string | null,
  second: string | null = null,
): Promise<void> {
  await library.rows(sql`
    update consumer set contact_email = ${first}, second_email = ${second} where id = ${consumerId}`);
}

export interface ArrivedMail {
  readonly to: readonly (string | undefined)[];
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The mails since the last call, sorted by their first address. */
export async function arrivedMails(smtp: SmtpServer): Promise<readonly ArrivedMail[]> {
  const mails = await Promise.all(smtp.messages.splice(0).map((raw) => PostalMime.parse(raw)));
  return mails
    .map(({ to = [], messageId = '', subject = '', text = '', html = '' }) => ({
      to: to.map(({ address }) => address),
      id: messageId,
      subject,
      text,
      html,
    }))
    .toSorted((one, other) => ((one.to[0] ?? '') < (other.to[0] ?? '') ? -1 : 1));
}
