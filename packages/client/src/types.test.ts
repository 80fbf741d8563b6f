import { expect } from 'chai';
import { createV1Client, createV2Client, V2Problem } from './index.js';

/** What the compiler takes is what the documents say: an unexpected success does not compile. */
describe('The types of the client', () => {
  const fetch = () => Promise.resolve(Response.json({ data: [{}], page: { nextCursor: null } }));
  const v1 = createV1Client({ baseUrl: 'https://library.example', fetch });
  const v2 = createV2Client({ baseUrl: 'https://library.example', fetch });

  it('are those of the paths, the parameters and the bodies', async () => {
    await v2.GET('/v2/books/{id}', { params: { path: { id: 'book_1' } } });
    await v2.POST('/v2/loans', { body: { copyBarcode: 'SL-1' } });
    // @ts-expect-error There is no such path.
    await v2.GET('/v2/nothing');
    // @ts-expect-error The id is missing.
    await v2.GET('/v2/books/{id}');
    // @ts-expect-error The barcode is misspelt.
    await v2.POST('/v2/loans', { body: { copyBarcod: 'SL-1' } });
    // @ts-expect-error `If-Match` is missing.
    await v2.PATCH('/v2/me', { body: { firstName: 'Ada' } });
    // @ts-expect-error It cannot be deleted.
    await v2.DELETE('/v2/loans');
  });

  it('are those of the answers', async () => {
    const { data } = await v2.GET('/v2/books');
    const next: string | null = data.page.nextCursor;
    expect(next).to.equal(null);
    const { data: me } = await v2.GET('/v2/me');
    // @ts-expect-error Nobody has a shoe size.
    expect(me.shoeSize).to.equal(undefined);
  });

  it('are those of the items of a list, and only lists have pages', async () => {
    for await (const copy of v2.each('/v2/books/{id}/copies', { params: { path: { id: 'book_1' } } })) {
      const barcode: string = copy.barcode;
      expect(barcode).to.equal(undefined);
    }
    const books: AsyncGenerator<{ readonly id: number; readonly title: string }> = v1.each('/v1/books');
    expect(books).to.be.an('asyncgenerator');
    // @ts-expect-error This is one person.
    v2.each('/v2/me');
    // @ts-expect-error These are all books that there are.
    v1.each('/v1/books/popular');
  });

  it('let nobody keep tokens without the secret, which refreshes need', () => {
    const data = { accessToken: 'a', refreshToken: 'r', tokenType: 'Bearer' };
    // @ts-expect-error The secret is missing.
    v2.tokens.set(data);
    v2.tokens.set({ ...data, secret: crypto.randomUUID() });
  });

  it('are those of refusals, whose code may be one to come', () => {
    const body = { type: '', title: '', status: 409, detail: '', instance: '', code: 'of.tomorrow' };
    const problem = new V2Problem(new Response(null, { status: 409 }), '', body);
    expect(problem.code === 'circulation.copy_on_loan').to.equal(false);
    const pointers: (string | undefined)[] | undefined = problem.body.errors?.map(({ pointer }) => pointer);
    expect(pointers).to.equal(undefined);
  });
});
