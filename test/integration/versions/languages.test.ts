import { expect } from 'chai';
import fc from 'fast-check';
import { startLibrary, type Library } from '../../support/library.js';

const withoutLanguage = [
  'und',
  'UND',
  'und-Latn',
  'und-x-a',
  'x-elvish',
  'i-default',
  'i-klingon',
  'zh-min',
  'root',
];
const likeTags = fc.oneof(
  fc.stringMatching(/^(und|UND|x|i|[A-Za-z]{2,8}|root)([-_][A-Za-z0-9]{1,8}){0,4}$/),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

describe('The language of a book, over both majors', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());

  /** The stored languages, or the statuses of the refusals. */
  const sent = async (language: string): Promise<unknown[]> => {
    const token = library.librarian.token;
    const answers = await Promise.all(
      ['/v1/books', '/v2/books'].map((path) =>
        library.api.post(path, { token, json: { title: 'Emma', language } }),
      ),
    );
    return answers.map(({ status, body }) => (status === 201 ? body.language : status));
  };
  const searched = async (language: string) =>
    (await library.api.get(`/v2/search?q=emma&language=${encodeURIComponent(language)}`)).status;

  for (const tag of withoutLanguage) {
    it(`is not ${tag}`, async () => {
      expect(await sent(tag)).to.deep.equal([400, 400]);
      expect(await searched(tag)).to.equal(400);
    });
  }

  it('is stored in one form, found by each of its forms, or refused, for every text', async () => {
    await fc.assert(
      fc.asyncProperty(likeTags, async (text) => {
        const [one, other] = await sent(text);
        expect(other).to.equal(one);
        if (one !== 400) expect(one).to.equal(new Intl.Locale(text).toString());
        expect(await searched(text)).to.equal(one === 400 ? 400 : 200);
      }),
      { numRuns: 150 },
    );
  });
});
