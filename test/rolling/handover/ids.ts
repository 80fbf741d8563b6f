import { expect } from 'chai';
import type { Handover } from './handover.js';
import type { Library } from './library.js';
import { addBook, addCopy, enter, newcomer, signIn, staff } from './people.js';

/** Ids and the codes on paper: each names the same thing as before. */
export const ids: readonly Handover[] = [
  {
    title: 'An id of /v1 names the same book, patron and loan.',
    obtain: async (from) => {
      const desk = await staff(from);
      const [person, title] = [await newcomer(from), 'Zz an id of v1'];
      const json = { title, author: 'Mary Norton', copies: 1 };
      const book = await from.call('POST', '/v1/books', 201, { token: desk, json });
      const token = await enter(from, person);
      const loan = await from.call('POST', '/v1/loans', 201, { token, json: { book_id: book.body.id } });
      const me = await from.call('GET', '/v1/users/me', 200, { token });
      return async (at) => {
        const show = shownBy(at, await staff(at));
        expect(await show(`/v1/books/${book.body.id}`)).to.include({ title });
        expect(await show(`/v1/users/${me.body.id}`)).to.include({ email: person.email });
        expect(await show(`/v1/loans/${loan.body.id}`)).to.include({ book_id: book.body.id });
      };
    },
  },
  {
    title: 'An id of /v2 names the same book, copy, patron, loan, API key and session.',
    obtain: async (from) => {
      const [desk, person] = [await staff(from), await newcomer(from)];
      const book = await addBook(from, desk);
      const copy = await addCopy(from, desk, book.id);
      const { accessToken: token } = await signIn(from, person);
      const lent = { token, json: { copyBarcode: copy.barcode } };
      const { body: loan } = await from.call('POST', '/v2/loans', 201, lent);
      const { body: me } = await from.call('GET', '/v2/me', 200, { token });
      const wish = { name: copy.barcode, scopes: ['catalogue:read'] };
      const { body: key } = await from.call('POST', '/v2/api-keys', 201, { token: desk, json: wish });
      const { body: sessions } = await from.call('GET', '/v2/me/sessions', 200, { token });
      return async (at) => {
        const show = shownBy(at, await staff(at));
        const same = { id: book.id, title: book.title };
        expect(await show(`/v2/books/${book.id}`)).to.include(same);
        expect(await show(`/v2/copies/${copy.id}`)).to.include({ id: copy.id, barcode: copy.barcode });
        expect(await show(`/v2/patrons/${me.id}`)).to.include({ id: me.id, email: person.email });
        expect(await show(`/v2/loans/${loan.id}`)).to.include({ id: loan.id, copyBarcode: copy.barcode });
        expect(await show(`/v2/api-keys/${key.id}`)).to.include({ id: key.id, name: copy.barcode });
        const { accessToken } = await signIn(at, person);
        const session = `/v2/me/sessions/${sessions.data[0].id}`;
        await at.call('DELETE', session, 204, { token: accessToken });
      };
    },
  },
  {
    title: 'A printed barcode finds its copy, in any case of its letters.',
    obtain: async (from) => {
      const desk = await staff(from);
      const book = await addBook(from, desk);
      const { barcode } = await addCopy(from, desk, book.id);
      return async (at) => {
        const { data } = await shownBy(at, await staff(at))(`/v2/copies?barcode=${barcode.toLowerCase()}`);
        expect(data).to.have.lengthOf(1);
        expect(data[0]).to.include({ barcode });
      };
    },
  },
];

function shownBy(at: Library, token: string) {
  return async (path: string) => (await at.call('GET', path, 200, { token })).body;
}
