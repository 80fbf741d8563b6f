import { expect } from 'chai';
import type { Handover } from './handover.js';
import type { Answer, Library } from './library.js';
import { addBook, addCopy, enter, newcomer, staff } from './people.js';

/** Entity tags. */
export const tags: readonly Handover[] = [
  {
    title: 'An ETag in If-None-Match is answered with 304 while nothing changes.',
    obtain: async (from) => {
      const [desk, person] = [await staff(from), await newcomer(from)];
      const book = await addBook(from, desk);
      await addCopy(from, desk, book.id);
      const numbered = `/v1/books?title=${encodeURIComponent(book.title)}`;
      const paths = ['/v1/books/1', numbered, '/v2/books?limit=3', `/v2/books/${book.id}`];
      const own = [`/v2/books/${book.id}/copies`, '/v1/users/me', '/v2/me'];
      const tagged = await tagsOf(from, [...paths, ...own], await enter(from, person));
      return async (at) => {
        const token = await enter(at, person);
        for (const [path, tag] of tagged)
          await at.call('GET', path, 304, { token, headers: { 'If-None-Match': tag } });
      };
    },
  },
  {
    title: 'An ETag in If-Match permits one change in /v2, and is stale after it.',
    obtain: async (from) => {
      const [desk, person] = [await staff(from), await newcomer(from)];
      const book = await addBook(from, desk);
      const copy = await addCopy(from, desk, book.id);
      const own = await enter(from, person);
      const [ofBook, ofCopy] = await tagsOf(from, [`/v2/books/${book.id}`, `/v2/copies/${copy.id}`], desk);
      const [ofMe] = await tagsOf(from, ['/v2/me'], own);
      return async (at) => {
        await changeOnce(at, 'PATCH', ofBook, { year: 1952 }, await staff(at));
        await changeOnce(at, 'PATCH', ofCopy, { shelf: 'A 1' }, await staff(at));
        await changeOnce(at, 'PATCH', ofMe, { firstName: 'Ada' }, await enter(at, person));
      };
    },
  },
  {
    title: 'An ETag in If-Match permits one change in /v1, and is stale after it.',
    obtain: async (from) => {
      const json = { title: 'Zz a tag of v1', author: 'Mary Norton', copies: 0 };
      const { body } = await from.call('POST', '/v1/books', 201, { token: await staff(from), json });
      const [ofBook] = await tagsOf(from, [`/v1/books/${body.id}`]);
      return async (at) => changeOnce(at, 'PUT', ofBook, { title: 'Zz it was changed' }, await staff(at));
    },
  },
];

type Tagged = readonly [path: string, tag: string];

async function tagsOf(from: Library, paths: readonly string[], token?: string): Promise<Tagged[]> {
  const who = token === undefined ? {} : { token };
  const tagged: Tagged[] = [];
  for (const path of paths) tagged.push([path, tagOf(await from.call('GET', path, 200, who))]);
  return tagged;
}

function tagOf({ headers }: Answer): string {
  const { etag } = headers;
  if (etag === undefined) throw new Error('The answer has no ETag.');
  return etag;
}

async function changeOnce(
  at: Library,
  method: 'PUT' | 'PATCH',
  tagged: Tagged | undefined,
  json: object,
  token: string,
): Promise<void> {
  const [path = '', tag = ''] = tagged ?? [];
  const conditional = { token, json, headers: { 'If-Match': tag } };
  const { headers } = await at.call(method, path, 200, conditional);
  expect(headers['etag'] ?? 'another', path).not.to.equal(tag);
  await at.call(method, path, 412, conditional);
}
