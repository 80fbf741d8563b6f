import { expect } from 'chai';
import { startLibrary, type Library } from '../../../support/library.js';

describe('The body of a book change in /v2', () => {
  let library: Library;
  let token: string;

  before(async () => {
    library = await startLibrary();
    token = library.librarian.token;
  });
  after(() => library.stop());

  it('is refused in another JSON patch format', async () => {
    const { body, headers } = await library.api.post('/v2/books', { token, json: { title: 'A book' } });
    const path = `/v2/books/${body.id}`;
    const typed = (type: string) =>
      library.api.send('PATCH', path, {
        token,
        raw: '{"title":"Patched"}',
        headers: { 'Content-Type': type, 'If-Match': headers.get('etag') ?? '' },
      });
    expect((await typed('application/json-patch+json')).status).to.equal(415);
    expect((await library.api.get(path)).body.title).to.equal('A book');
    expect((await typed('application/merge-patch+json')).status).to.equal(200);
  });

  it('has faults with JSON pointers that are escaped as in RFC 6901', async () => {
    const pointers = async (raw: string) => {
      const answer = await library.api.post('/v2/books', {
        token,
        raw,
        headers: { 'Content-Type': 'application/json' },
      });
      expect(answer.status).to.equal(400);
      return answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    };
    expect(await pointers('{"title":"A","a/b":1,"c~d":2}')).to.deep.equal(['/a~1b', '/c~0d']);
    expect(await pointers('{"title":"A","contributors":{"name":"a"}}')).to.deep.equal(['/contributors']);
    for (const raw of ['[]', '1', 'null']) expect(await pointers(raw), raw).to.deep.equal(['']);
  });
});
