import { expect } from 'chai';
import { csv, ImportClient } from './import-client.js';

describe('What an import reports', function () {
  this.timeout(60_000);
  let client: ImportClient;
  before(async () => {
    client = await ImportClient.start();
  });
  after(() => client.stop());

  it('says what became of each row in the language of the reader', async () => {
    const rows = ['Emma,,none,L-1', 'Emma,,,L-2', 'Persuasion,,,l-1', ',,,'];
    const id = await client.sent({ file: csv(rows) });
    await client.work();
    const said = async (language: string) => {
      const { token } = client.library.librarian;
      const headers = { 'Accept-Language': language, 'API-Version': '2.4' };
      const { body } = await client.library.api.get(`/v2/imports/${id}/rows`, { token, headers });
      return body.data.map(({ reason, notes }: { reason: string; notes: string[] }) => [reason, ...notes]);
    };
    expect(await said('fr')).to.deep.equal([
      ['', 'ISBN left out: "none" must be an ISBN of 10 or 13 digits.'],
      ['Copies added: 1.'],
      ['The barcode "l-1" is on line 2 already.'],
      ['There is no title.'],
    ]);
    expect(await said('de-AT')).to.deep.equal([
      ['', 'ISBN weggelassen: "none" ist keine ISBN mit 10 oder 13 Ziffern.'],
      ['Neue Exemplare: 1.'],
      ['Der Barcode „l-1“ steht schon in Zeile 2.'],
      ['Der Titel fehlt.'],
    ]);
  });

  it('shows in a dry run how the file is read, as the command does', async () => {
    const long = 'x'.repeat(300);
    const rows = [`Grüße,"Ann\nExample",,B-1`, ',,,', ...[3, 4, 5, 6].map((at) => `Book ${at},${long},,`)];
    const file = new File(
      [Buffer.from(['Title,Author,ISBN,Barcode', ...rows].join('\n'), 'latin1')],
      'b.csv',
    );
    const id = await client.sent({ file, dryRun: 'true', encoding: 'windows-1252' });
    await client.work();
    const { reading } = await client.get(id);
    const book = (line: number, at: number) => ({
      line,
      values: [
        { field: 'title', text: `Book ${at}` },
        { field: 'contributors', text: long.slice(0, 100) },
      ],
    });
    expect(reading).to.deep.equal({
      encoding: 'windows-1252',
      otherEncoding: null,
      firstRows: [
        {
          line: 2,
          values: [
            { field: 'title', text: 'Grüße' },
            { field: 'contributors', text: 'Ann Example' },
            { field: 'barcode', text: 'B-1' },
          ],
        },
        { line: 4, values: [] },
        book(5, 3),
        book(6, 4),
        book(7, 5),
      ],
    });
  });
});
