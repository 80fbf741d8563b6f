import { expect } from 'chai';
import { validationFailed } from '../../../src/interface/kernel/errors/refusals.js';
import { refusal, said } from '../../support/said.js';
import { startService, type RunningService } from '../../support/service.js';

const nothing = { status: 200, body: [] };

describe('The query of a request', () => {
  let running: RunningService;
  before(async () => {
    running = await startService({ content: 'migrated' });
  });
  after(() => running.stop());

  const get = (query: string) => running.api.get(`/v1/books?${query}`);

  it('may have unknown parameters, also with names of JavaScript properties', async () => {
    const names = ['unknown', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'title[a]', ''];
    for (const name of names) expect(said(await get(`${name}=1&title=x`))).to.deep.equal(nothing);
  });

  it('does not repeat unknown parameters in its links', async () => {
    const answer = await get('unknown=1&title=x&page=1');
    expect(said(answer)).to.deep.equal(nothing);
    expect(answer.headers.get('link')).to.equal(
      '</v1/books?page=1&title=x>; rel="first", </v1/books?page=1&title=x>; rel="last"',
    );
  });

  it('is refused when it repeats a parameter that takes one value', async () => {
    for (const name of ['title', 'author', 'isbn', 'genre', 'available', 'year_from', 'sort']) {
      const answer = await get(`${name}=1&${name}=2`);
      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal('request.validation_failed');
      expect(Object.keys(answer.body.errors)).to.deep.equal([name]);
    }
  });

  it('falls back to the first page when it has two page numbers', async () => {
    expect(said(await get('page=2&page=3'))).to.deep.equal(nothing);
  });

  it('is refused with a NUL in a text, which PostgreSQL cannot store', async () => {
    for (const name of ['title', 'author', 'isbn', 'genre']) {
      const faults = { [name]: [`${name} must not contain NUL or broken Unicode`] };
      expect(said(await get(`${name}=a%00b`))).to.deep.equal(refusal(400, validationFailed, faults));
    }
    const search = await running.api.get('/v1/books/search?q=%00');
    const faults = { q: ['q must not contain NUL or broken Unicode'] };
    expect(said(search)).to.deep.equal(refusal(400, validationFailed, faults));
  });

  for (const text of [
    '%',
    '%zz',
    '%e4',
    '%ff',
    '%ed%a0%80',
    '%c0%80',
    '%f4%90%80%80',
    '+',
    '%25',
    '%EF%BF%BD',
  ]) {
    it(`finds nothing, and does no harm, when its escapes are broken: ${text}`, async () => {
      expect(said(await get(`genre=x${text}`))).to.deep.equal(nothing);
      expect(said(await running.api.get(`/v1/books/search?q=x${text}`))).to.deep.equal(nothing);
    });
  }

  for (const text of [
    "' or 1=1 --",
    '%',
    '_',
    '\\',
    "a & ! | ( ' :*",
    '"',
    '$1',
    '${x}',
    '🗝️',
    'a'.repeat(40),
  ]) {
    it(`treats special characters of other languages as text: ${text.slice(0, 20)}`, async () => {
      const value = encodeURIComponent(text);
      for (const name of ['title', 'author', 'isbn', 'genre']) {
        expect(said(await get(`${name}=${value}`))).to.deep.equal(nothing);
      }
      expect(said(await running.api.get(`/v1/books/search?q=${value}`))).to.deep.equal(nothing);
    });
  }

  it('may be as long as the request line that Node accepts', async () => {
    expect(said(await get(`unknown=${'x'.repeat(12_000)}`))).to.deep.equal(nothing);
    const answer = await get(`title=${'x'.repeat(12_000)}`);
    const faults = { title: ['title must be shorter than or equal to 200 characters'] };
    expect(said(answer)).to.deep.equal(refusal(400, validationFailed, faults));
  });

  it('may have a thousand parameters', async () => {
    const many = Array.from({ length: 1_200 }, (_, at) => `p${at}=1`).join('&');
    expect(said(await get(many))).to.deep.equal(nothing);
  });

  it('is refused with all its faults at once', async () => {
    const answer = await get('page=0&per_page=101&year_from=x&available=maybe&sort=size');
    expect(answer.status).to.equal(400);
    const names = ['available', 'page', 'per_page', 'sort', 'year_from'];
    expect(Object.keys(answer.body.errors).toSorted()).to.deep.equal(names);
  });
});

describe('The path and body of a request', () => {
  let running: RunningService;
  before(async () => {
    running = await startService();
  });
  after(() => running.stop());

  it('are refused with their faults together', async () => {
    const token = await running.api.logIn('admin');
    const answer = await running.api.put('/v1/users/abc/role', { token, json: { role: 'root', more: 1 } });
    const faults = {
      id: ['id must be an integer number'],
      more: ['more is not known here'],
      role: ['role must be one of the following values: patron, librarian, admin'],
    };
    expect(said(answer)).to.deep.equal(refusal(400, validationFailed, faults));
  });
});
