import { expect } from 'chai';
import { refusalOf } from '../../../../test/support/refusal-of.js';
import { Cursors } from './cursor.js';

const [older, newer] = ['the older secret, which is on its way out', 'the newer secret, which takes over'];
const place = ['b', 2];

describe('A cursor', () => {
  const written = (secrets: readonly string[]) => new Cursors(secrets).write('books', place) ?? undefined;
  const read = (secrets: readonly string[], cursor: string | undefined, list = 'books') =>
    new Cursors(secrets).read(list, cursor);

  it('is signed with the first secret, and valid with any of them', () => {
    const cursor = written([older, newer]);
    expect(read([older], cursor)).to.deep.equal(place);
    expect(read([newer, older], cursor)).to.deep.equal(place);
  });

  it('is refused when its secret is gone, or when it is of another list', async () => {
    const cursor = written([older]);
    for (const use of [() => read([newer], cursor), () => read([older], cursor, 'loans')]) {
      expect((await refusalOf(async () => use())).code).to.equal('request.cursor_invalid');
    }
  });
});
