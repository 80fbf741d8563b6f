import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../src/interface/v2/ids.js';
import type { Answer } from '../../support/api-client.js';
import { startLibrary, type Library, type Member } from '../../support/library.js';
import type { Minors } from './random.js';

export type Fields = Record<string, unknown>;

/** A resource as `/v2` shows it, with the ETag of its state. */
interface Tagged {
  readonly body: Fields;
  readonly etag: string;
}

/** One library, used through both majors. Every answer that is not a success fails the test. */
export interface BothMajors extends Library {
  /** The minors that are asked for from now on. */
  minors: Minors;
  v1(method: string, path: string, who?: Member, json?: object): Promise<Fields>;
  v2(method: string, path: string, who?: Member, json?: object, etag?: string): Promise<Tagged>;
}

export async function openBothMajors(): Promise<BothMajors> {
  const library = await startLibrary();
  const ask = async (
    method: string,
    path: string,
    minor: string,
    who?: Member,
    json?: object,
    etag?: string,
  ) => {
    // Without a coding, since the tag of a compressed answer is another one.
    const headers = {
      'API-Version': minor,
      'Accept-Encoding': 'identity',
      ...(etag !== undefined && { 'If-Match': etag }),
    };
    const answer = await library.api.send(method, path, { token: who?.token, json, headers });
    expect(answer.status, `${method} ${path}: ${JSON.stringify({ json, answer: answer.body })}`).to.be.below(
      300,
    );
    return answer;
  };
  const both: BothMajors = {
    ...library,
    minors: { v1: '1.1', v2: '2.1' },
    v1: async (method, path, who, json) =>
      fieldsOf(await ask(method, `/v1${path}`, both.minors.v1, who, json)),
    async v2(method, path, who, json, etag) {
      const answer = await ask(method, `/v2${path}`, both.minors.v2, who, json, etag);
      return { body: fieldsOf(answer), etag: answer.headers.get('etag') ?? '' };
    },
  };
  return both;
}

let copies = 0;

/** Adds a copy to a book. Returns its barcode. */
export async function addCopy(library: BothMajors, bookId: number): Promise<string> {
  const barcode = `Both-${++copies}`;
  await library.rows(sql`insert into copy (book_id, barcode, kind, status, created_at)
                 values (${bookId}, ${barcode}, 'standard', 'available', now())`);
  return barcode;
}

function fieldsOf({ body }: Answer): Fields {
  return body as Fields;
}

/** The path of a book in `/v2`, by its id in `/v1`. */
export const bookPath = (id: unknown): string => `/books/${toId('book', Number(id))}`;
export const patronPath = (id: unknown): string => `/patrons/${toId('patron', Number(id))}`;

/** Only these fields. */
export function only(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** The fields of a book that a client of `/v1` can send back. */
export const bookFieldsV1 = [
  'title',
  'author',
  'isbn',
  'genre',
  'year',
  'publisher',
  'language',
  'description',
  'copies',
] as const;

export const bookFieldsV2 = [
  'title',
  'subtitle',
  'contributors',
  'isbn',
  'publisher',
  'year',
  'language',
  'subjects',
  'description',
] as const;

export const accountFieldsV2 = [
  'username',
  'firstName',
  'lastName',
  'category',
  'expiresAt',
  'blocks',
] as const;
