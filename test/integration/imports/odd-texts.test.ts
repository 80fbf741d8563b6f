import { expect } from 'chai';
import { ImportClient } from './import-client.js';

/** A note shows the first 60 characters of a cell: here the last of them is the first half of an emoji. */
const cutInHalf = `${'x'.repeat(59)}😀x`;

describe('An import of texts that PostgreSQL cannot store', function () {
  this.timeout(60_000);
  let client: ImportClient;
  before(async () => {
    client = await ImportClient.start();
  });
  after(() => client.stop());

  async function imported(lines: readonly string[], parts: Record<string, string> = {}): Promise<string> {
    const file = new File([lines.join('\n')], 'books.csv', { type: 'text/csv' });
    const id = await client.sent({ file, ...parts });
    await client.work();
    return id;
  }

  it('goes on after a note that would show half a character', async () => {
    const fields = ['year', 'language', 'isbn', 'barcode', 'kind', 'copies'];
    const columns = ['title=Title', ...fields.map((field) => `${field}=${field}`)].join(',');
    const rows = fields.map((_, at) =>
      ['Odd', ...fields.map((__, other) => (other === at ? cutInHalf : ''))].join(','),
    );
    const id = await imported([['Title', ...fields].join(','), ...rows, 'Emma,,,,,,'], { columns });
    expect(await client.get(id)).to.deep.include({ status: 'completed', line: 8 });
    const { body } = await client.ask('GET', `/${id}/rows`);
    expect(body.data[0].notes).to.deep.equal([
      `Year left out: "${'x'.repeat(59)}\uFFFD…" is not a year from 3000 BCE to 2100.`,
    ]);
    expect(body.data.at(-1).title).to.equal('Emma');
  });

  it('goes on after a row of another kind whose kind has such characters', async () => {
    const rows = [`Game,,${cutInHalf}`, 'Game,,b\0ok', 'Emma,,book'];
    const id = await imported(['title,creators,item_type', ...rows], {
      columns: 'title=title',
      from: 'libib',
    });
    expect(await client.get(id)).to.deep.include({ status: 'completed', line: 4 });
  });

  it('fails with the reason when the header has such characters', async () => {
    const ids = [
      await imported(['Tit\0le,Author', 'Emma,Jane'], { columns: 'title=Title' }),
      await imported([`${'x'.repeat(499)}😀,Author`, 'Emma,Jane'], { columns: 'title=Title' }),
    ];
    const failures = await Promise.all(ids.map(async (id) => (await client.get(id))['failure']));
    expect(failures).to.deep.equal([
      'file has no column "Title". It has Tit\uFFFDle, Author.',
      `file has no column "Title". It has ${'x'.repeat(499)}\uFFFD.`,
    ]);
  });
});
