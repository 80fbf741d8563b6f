import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Handover, Use } from './handover.js';
import type { Library } from './library.js';
import { addBook, addCopy, newAddress, newcomer, enter, staff } from './people.js';

const nearlyADay = 24 * 60 * 60 - 60;

/** Requests that are sent again with the same `Idempotency-Key`. */
export const repeats: readonly Handover[] = [
  {
    title: 'A repeated request gets its stored answer for 24 hours, and takes effect once.',
    after: nearlyADay,
    obtain: async (from) => {
      const title = `Zz ${randomUUID()}`;
      const json = { title, contributors: [{ name: 'Mary Norton', role: 'author' }] };
      const again = await sendOnce(from, '/v2/books', 201, json, staff);
      return async (at) => {
        await again(at);
        const { body } = await at.call('GET', `/v2/books?title=${encodeURIComponent(title)}`, 200);
        expect(body.data).to.have.lengthOf(1);
      };
    },
  },
  {
    title: 'A repeated loan is not made again, although the copy is back.',
    obtain: async (from) => {
      const [desk, person] = [await staff(from), await newcomer(from)];
      const { barcode } = await addCopy(from, desk, (await addBook(from, desk)).id);
      const again = await sendOnce(from, '/v2/loans', 201, { copyBarcode: barcode }, (at) =>
        enter(at, person),
      );
      const giveBack = { token: desk, json: { copyBarcode: barcode } };
      await from.call('POST', '/v2/returns', 200, giveBack);
      return async (at) => {
        await again(at);
        const { body } = await at.call('GET', `/v2/copies?barcode=${barcode}`, 200);
        expect(body.data[0]).to.include({ status: 'available' });
      };
    },
  },
  {
    title: 'A repeated registration without a token is made once.',
    obtain: async (from) => {
      const json = { username: 'newcomer', email: newAddress(), password: 'a long and quiet evening' };
      return sendOnce(from, '/v2/patrons', 201, json);
    },
  },
  {
    title: 'A stored refusal is given again, although its reason is gone.',
    obtain: async (from) => {
      const [desk, person] = [await staff(from), await newcomer(from)];
      const { barcode } = await addCopy(from, desk, (await addBook(from, desk)).id);
      const json = { copyBarcode: barcode };
      await from.call('POST', '/v2/loans', 201, { token: await enter(from, await newcomer(from)), json });
      const again = await sendOnce(from, '/v2/loans', 409, json, (at) => enter(at, person));
      await from.call('POST', '/v2/returns', 200, { token: desk, json });
      return again;
    },
  },
  {
    title: 'A key with another request is refused.',
    obtain: async (from) => {
      const headers = { 'Idempotency-Key': randomUUID() };
      const send = async (at: Library, status: number, title: string) =>
        void (await at.call('POST', '/v2/books', status, {
          token: await staff(at),
          json: { title, contributors: [] },
          headers,
        }));
      await send(from, 201, 'Zz one book');
      return (at) => send(at, 422, 'Zz another book');
    },
  },
];

/** Sends a request with a key. Returns the same request, which must get the same answer. */
async function sendOnce(
  from: Library,
  path: string,
  status: number,
  json: object,
  tokenOf?: (at: Library) => Promise<string>,
): Promise<Use> {
  const headers = { 'Idempotency-Key': randomUUID() };
  const send = async (at: Library) => {
    const who = tokenOf ? { token: await tokenOf(at) } : {};
    return at.call('POST', path, status, { json, headers, ...who });
  };
  const first = await send(from);
  return async (at) => {
    const second = await send(at);
    expect(second.headers['idempotent-replayed']).to.equal('true');
    expect(second.body).to.deep.equal(first.body);
    expect(second.headers['location']).to.equal(first.headers['location']);
    expect(second.headers['content-type']).to.equal(first.headers['content-type']);
  };
}
