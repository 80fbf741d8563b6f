import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import type { Answer, Sending } from '../../../support/api-client.js';
import { startLibrary, type Library, type Member, type MemberDetails } from '../../../support/library.js';
import type { Wishes } from '../../../support/service.js';

/** A copy of its own book, with its ids in both versions. */
export interface DeskCopy {
  readonly key: number;
  readonly bookKey: number;
  readonly id: string;
  readonly bookId: string;
  readonly barcode: string;
}

export const blocked: MemberDetails = { blocks: [{ reason: 'Lost books', until: null }] };
export const expired: MemberDetails = { expiresAt: new Date('2026-11-01T00:00:00Z') };

/** A library and the operations at its desk through `/v2`, in its newest minor unless headers name another. */
export interface Desk extends Library {
  addCopy(wishes?: { kind?: string; status?: string }): Promise<DeskCopy>;
  post(path: string, json: unknown, who: Member, sending?: Sending): Promise<Answer>;
  get(path: string, who: Member): Promise<Answer>;
  /** Scans a copy for the caller, or for `patronId`. */
  scan(copy: DeskCopy, who?: Member, more?: object, sending?: Sending): Promise<Answer>;
  /** Lends a copy, and fails when that is refused. Returns the loan of the answer. */
  lend(copy: DeskCopy, who?: Member, more?: object): Promise<Record<string, unknown> & { id: string }>;
  bringBack(copy: DeskCopy, who?: Member, sending?: Sending): Promise<Answer>;
  renew(loan: string, who?: Member, json?: object): Promise<Answer>;
  statusOf(copy: DeskCopy): Promise<string>;
}

const newest = { 'API-Version': '2.1' };

export async function openDesk(wishes: Pick<Wishes, 'config'> = {}): Promise<Desk> {
  const library = await startLibrary(wishes);
  const { api, patron } = library;
  const post: Desk['post'] = (path, json, { token }, { headers, ...sending } = {}) =>
    api.post(path, { token, json, ...sending, headers: { ...newest, ...headers } });
  const scan: Desk['scan'] = ({ barcode }, who = patron, more = {}, sending = {}) =>
    post('/v2/loans', { copyBarcode: barcode, ...more }, who, sending);
  return {
    ...library,
    addCopy: (details) => addCopy(library, details),
    post,
    get: (path, { token }) => api.get(path, { token, headers: newest }),
    scan,
    async lend(copy, who, more) {
      const { status, body } = await scan(copy, who, more);
      expect(status, JSON.stringify(body)).to.equal(201);
      return body as Record<string, unknown> & { id: string };
    },
    bringBack: ({ barcode }, who = library.librarian, sending = {}) =>
      post('/v2/returns', { copyBarcode: barcode }, who, sending),
    renew: (loan, who = patron, json) => post(`/v2/loans/${loan}/renewals`, json, who),
    async statusOf({ key }) {
      const [row] = await library.rows<{ status: string }>(sql`select status from copy where id = ${key}`);
      return row?.status ?? '';
    },
  };
}

let copies = 0;

async function addCopy(
  library: Library,
  { kind = 'standard', status = 'available' }: { kind?: string; status?: string } = {},
): Promise<DeskCopy> {
  const barcode = `Desk-${++copies}`;
  const bookKey = await library.addBook({ title: 'On the desk' }, 0);
  const [row] = await library.rows<{ id: number }>(sql`
    insert into copy (book_id, barcode, kind, status, created_at)
    values (${bookKey}, ${barcode}, ${kind}, ${status}, now()) returning id`);
  const key = row?.id ?? 0;
  return { key, bookKey, barcode, id: toId('copy', key), bookId: toId('book', bookKey) };
}

/** The codes of the blocks of a refusal, in order. */
export function codesOf({ body }: Answer): string[] {
  return (body.blocks as { code: string }[]).map(({ code }) => code.replace('circulation.', ''));
}
