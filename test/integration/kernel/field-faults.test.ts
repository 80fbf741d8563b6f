import { expect } from 'chai';
import { faultCodes } from '../../../src/domain/kernel/field-fault.js';
import { toId } from '../../../src/interface/v2/ids.js';
import type { Answer } from '../../support/api-client.js';
import { startLibrary, type Library } from '../../support/library.js';

/** What a client gets of one fault. */
interface Fault {
  readonly field: string;
  readonly code: string;
  readonly parameters?: object;
}

/** A request of a librarian, and a fault that it must get. */
type Provocation = readonly [code: string, method: string, path: string, json: unknown, parameters?: object];

const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });
const roles = ['author', 'editor', 'translator', 'illustrator', 'contributor'];
const newBook = (more: object) => ({ title: 'Emma', ...more });

const ofV1: readonly Provocation[] = [
  ['missing', 'POST', '/v1/books', {}],
  ['unknown_field', 'POST', '/v1/books', newBook({ colour: 'red' })],
  ['wrong_type', 'POST', '/v1/books', newBook({ copies: '2' }), { expected: 'integer' }],
  ['wrong_format', 'POST', '/v1/books', newBook({ isbn: 'x' }), { format: 'isbn' }],
  ['wrong_check_digit', 'POST', '/v1/books', newBook({ isbn: '9780143058140' })],
  ['wrong_characters', 'POST', '/v1/books', { title: 'a\u0000b' }],
  ['not_one_of', 'GET', '/v1/loans?status=lost', undefined, { allowed: ['open', 'overdue', 'closed'] }],
  ['too_small', 'POST', '/v1/books', newBook({ copies: -1 }), { minimum: 0 }],
  ['too_large', 'GET', '/v1/books?per_page=101', undefined, { maximum: 100 }],
  ['too_short', 'POST', '/v1/books', { title: '' }, { minimum: 1 }],
  ['too_long', 'POST', '/v1/books', { title: 'x'.repeat(1_001) }, { maximum: 1_000 }],
  ['too_deep', 'POST', '/v1/books', deep(21), { maximum: 20 }],
  ['blank', 'POST', '/v1/books', { title: ' ' }],
  ['placeholder', 'POST', '/v1/books', newBook({ year: 0 })],
];

const ofV2: readonly Provocation[] = [
  ['missing', 'POST', '/v2/books', {}],
  ['repeated', 'GET', '/v2/books?sort=title,-title', undefined],
  ['unknown_field', 'GET', '/v2/books?colour=red', undefined],
  ['wrong_type', 'POST', '/v2/books', newBook({ year: '1815' }), { expected: 'integer' }],
  ['wrong_format', 'POST', '/v2/books', newBook({ language: 'English' }), { format: 'bcp47' }],
  ['wrong_check_digit', 'POST', '/v2/books', newBook({ isbn: '9780143058140' })],
  ['wrong_characters', 'POST', '/v2/books', { title: 'a\u0000b' }],
  [
    'not_one_of',
    'POST',
    '/v2/books',
    newBook({ contributors: [{ name: 'A', role: 'x' }] }),
    { allowed: roles },
  ],
  ['too_small', 'GET', '/v2/books?limit=0', undefined, { minimum: 1 }],
  ['too_large', 'POST', '/v2/books', newBook({ year: 2_101 }), { maximum: 2_100 }],
  ['too_short', 'POST', '/v2/books', { title: '' }, { minimum: 1 }],
  ['too_long', 'POST', '/v2/books', newBook({ subjects: ['x'.repeat(201)] }), { maximum: 200 }],
  ['too_few', 'POST', '/v2/api-keys', { name: 'n', scopes: [], expiresAt: null }, { minimum: 1 }],
  ['too_many', 'POST', '/v2/books', newBook({ subjects: Array(101).fill('a') }), { maximum: 100 }],
  ['too_deep', 'POST', '/v2/books', deep(21), { maximum: 20 }],
  ['blank', 'POST', '/v2/books', { title: ' ' }],
  ['placeholder', 'POST', '/v2/books', newBook({ isbn: '1111111111' })],
  [
    'past',
    'POST',
    '/v2/api-keys',
    { name: 'n', scopes: ['catalogue:read'], expiresAt: '2020-01-01T00:00:00Z' },
  ],
];

/** No route takes files, or converts objects of a body; and no rule of a route is without a code. */
const elsewhere = ['empty', 'unreadable', 'invalid'];

function faultsOfV1({ body }: Answer): Fault[] {
  return (body['details'] ?? []) as Fault[];
}

function faultsOfV2({ body }: Answer): Fault[] {
  const errors = (body['errors'] ?? []) as {
    pointer?: string;
    parameter?: string;
    code: string;
    parameters?: object;
  }[];
  return errors.map(({ pointer, parameter, code, parameters }) => ({
    field: parameter ?? pointer ?? '',
    code,
    ...(parameters && { parameters }),
  }));
}

describe('The fault of a field', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());

  const send = (method: string, path: string, json: unknown, language?: string) =>
    library.api.send(method, path, {
      token: library.librarian.token,
      ...(json !== undefined && { json: json as object }),
      ...(language !== undefined && { headers: { 'Accept-Language': language } }),
    });

  for (const [major, provocations, faultsOf] of [
    ['v1', ofV1, faultsOfV1],
    ['v2', ofV2, faultsOfV2],
  ] as const) {
    for (const [code, method, path, json, parameters] of provocations) {
      it(`has the code ${code} in ${major}, in every language`, async () => {
        for (const language of ['en', 'de']) {
          const answer = await send(method, path, json, language);
          expect([answer.status, answer.body['code']].slice(0, 1), JSON.stringify(answer.body)).to.deep.equal(
            [400],
          );
          const found = faultsOf(answer).find((each) => each.code === code);
          expect(found?.parameters, JSON.stringify(answer.body)).to.deep.equal(parameters);
          expect(found?.code).to.equal(code);
        }
      });
    }
  }

  it('has every code of the list somewhere', () => {
    const provoked = new Set([...ofV1, ...ofV2].map(([code]) => code));
    expect(faultCodes.filter((code) => !provoked.has(code))).to.have.members(elsewhere);
  });

  it('stands beside its sentence, in the same order', async () => {
    const { body } = await send('POST', '/v1/books', { title: '', copies: 'x', colour: 'red' });
    const sentences = Object.entries(body['errors'] as Record<string, string[]>).flatMap(([field, each]) =>
      each.map((sentence) => [field, sentence]),
    );
    const codes = faultsOfV1({ body } as Answer).map(({ field, code }) => [field, code]);
    expect(codes.map(([field]) => field)).to.deep.equal(sentences.map(([field]) => field));
    expect(codes).to.deep.equal([
      ['colour', 'unknown_field'],
      ['title', 'blank'],
      ['title', 'too_short'],
      ['copies', 'wrong_type'],
    ]);
  });

  it('has parameters with names that are the same in all versions', async () => {
    const names = [...ofV1, ...ofV2].flatMap(([, , , , parameters]) => Object.keys(parameters ?? {}));
    for (const name of names) expect(name).to.match(/^[a-z]+$/);
  });
});

describe('The language of a refusal', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());

  const refused = (path: string, language?: string) =>
    library.api.get(path, language === undefined ? {} : { headers: { 'Accept-Language': language } });
  const facts = ({ status, headers, body }: Answer) => {
    const { code, type, status: told } = body as Record<string, unknown>;
    return { status, code, type, told, mediaType: headers.get('content-type'), names: Object.keys(body) };
  };

  for (const path of ['/v1/books/999999', `/v2/books/${toId('book', 999_999)}`, '/nowhere', '/v1/users/me']) {
    it(`is English by default and German on request at ${path}, with the same codes`, async () => {
      const plain = await refused(path);
      for (const language of ['*', 'fr', 'en', 'en-GB, de;q=0.5', ';;']) {
        const answer = await refused(path, language);
        expect(answer.headers.get('content-language')).to.equal('en');
        expect({ ...answer.body, instance: 0 }).to.deep.equal({ ...plain.body, instance: 0 });
      }
      const german = await refused(path, 'de-AT, en;q=0.5');
      expect(german.headers.get('content-language')).to.equal('de');
      expect(facts(german)).to.deep.equal(facts(plain));
      const sentence = (german.body['message'] ?? german.body['detail']) as string;
      expect(sentence).to.not.equal(plain.body['message'] ?? plain.body['detail']);
      for (const { headers } of [plain, german]) expect(headers.get('vary')).to.include('Accept-Language');
    });
  }

  it('is that of the sentences of fields, too', async () => {
    const { body } = await refused('/v1/books?per_page=101', 'de');
    expect(body).to.deep.equal({
      message: 'Die Anfrage ist nicht gültig.',
      code: 'request.validation_failed',
      errors: { per_page: ['per_page darf nicht größer als 100 sein'] },
      details: [{ field: 'per_page', code: 'too_large', parameters: { maximum: 100 } }],
    });
  });

  it('does not concern a success: it has no sentence, and does not vary', async () => {
    const answer = await refused('/v1/books', 'de');
    expect(answer.headers.get('content-language')).to.equal(null);
    expect(answer.headers.get('vary')).to.not.include('Accept-Language');
  });

  it('stays that of the stored answer when a request is repeated in another language', async () => {
    const repeat = (language: string) =>
      library.api.post('/v2/books', {
        token: library.librarian.token,
        json: {},
        headers: { 'Idempotency-Key': 'again', 'Accept-Language': language },
      });
    const first = await repeat('de');
    const again = await repeat('en');
    expect(again.headers.get('idempotent-replayed')).to.equal('true');
    expect(again.headers.get('content-language')).to.equal('de');
    expect(again.headers.get('vary')).to.include('Accept-Language');
    expect(again.body).to.deep.equal(first.body);
  });

  it('is that of the blocks in the answer of a check, which is no refusal', async () => {
    const book = await library.addBook({ title: 'Emma' }, 1);
    const { token } = library.librarian;
    const [copy] = (await library.api.get(`/v2/books/${toId('book', book)}/copies`, { token })).body[
      'data'
    ] as {
      barcode: string;
    }[];
    const patron = await library.addMember({ expiresAt: new Date('2020-01-01T00:00:00Z') });
    const json = { copyBarcode: copy?.barcode, patronId: toId('patron', patron.id) };
    const headers = { 'Accept-Language': 'de' };
    const answer = await library.api.post('/v2/loans/checks', { token, json, headers });
    expect(answer.headers.get('content-language')).to.equal('de');
    expect(answer.body['blocks']).to.deep.equal([
      {
        code: 'circulation.patron_expired',
        parameters: { expired: '2020-01-01T00:00:00.000Z' },
        detail: 'Der Bibliotheksausweis ist abgelaufen.',
        overridable: true,
        overridableBy: 'librarian',
      },
    ]);
  });
});
