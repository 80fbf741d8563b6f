import { expect } from 'chai';
import sql from 'sql-template-tag';
import { toId } from '../../../../src/interface/v2/ids.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import { runCli } from '../../migrations/run-cli.js';

interface Event {
  readonly id: string;
  readonly action: string;
}

describe('Reading the audit trail', () => {
  let library: Library;
  let admin: Member;
  before(async () => {
    library = await startLibrary();
    admin = await library.addMember({ role: 'admin' });
  });
  after(() => library.stop());
  // So that each test finds its own events by their time.
  beforeEach(() => library.clock.advance({ hours: 1 }));

  async function events(query: Readonly<Record<string, string>> = {}): Promise<Event[]> {
    const from = library.clock.now().toISOString();
    const { status, body } = await library.api.get(
      `/v2/audit-events?${new URLSearchParams({ from, limit: '200', ...query }).toString()}`,
      { token: admin.token },
    );
    expect(status, JSON.stringify(body)).to.equal(200);
    return body.data as Event[];
  }

  const actions = async () => (await events()).map(({ action }) => action);

  describe('as a list', () => {
    it('is filtered by actor, subject, action and time', async () => {
      const { id, token } = library.librarian;
      const made = await library.api.post('/v2/books', { token, json: { title: 'Filtered' } });
      const [book, noon] = [made.body.id as string, library.clock.now()];
      library.clock.advance({ seconds: 60 });
      const headers = { 'If-Match': made.headers.get('etag') ?? '' };
      await library.api.send('PATCH', `/v2/books/${book}`, { token, json: { title: 'Revised' }, headers });
      const from = noon.toISOString();
      const found = async (query: Record<string, string>) =>
        (await events({ subjectId: book, from, ...query })).map(({ action }) => action);
      const both = ['catalogue.book_revised', 'catalogue.book_added'];
      expect(await found({})).to.deep.equal(both);
      expect(await found({ actorId: toId('patron', id) })).to.deep.equal(both);
      expect(await found({ actorId: toId('patron', admin.id) })).to.deep.equal([]);
      expect(await found({ action: both[1] ?? '' })).to.deep.equal([both[1]]);
      expect(await found({ before: library.clock.now().toISOString() })).to.deep.equal([both[1]]);
      expect(await found({ from: library.clock.now().toISOString() })).to.deep.equal([both[0]]);
      expect(await found({ subjectId: toId('copy', 1) })).to.deep.equal([]);
    });

    it('is read in pages without gaps and repetitions, also of events at the same moment', async () => {
      const { token } = library.librarian;
      for (const title of ['a', 'b', 'c', 'd', 'e'])
        await library.api.post('/v2/books', { token, json: { title } });
      const whole = await events();
      const paged: Event[] = [];
      let path = `/v2/audit-events?limit=2&from=${library.clock.now().toISOString()}`;
      while (path) {
        const { body, headers } = await library.api.get(path, { token: admin.token });
        paged.push(...(body.data as Event[]));
        path = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
      }
      expect(whole).to.have.length.of.at.least(5);
      expect(paged).to.deep.equal(whole);
    });
  });

  it('is exported on the command line as JSON lines and CSV, oldest first', async () => {
    await library.api.post('/v2/books', { token: library.librarian.token, json: { title: 'Exported' } });
    const from = library.clock.now().toISOString();
    const around = { databaseUrl: library.databaseUrl };
    const json = await runCli(['audit', '--from', from, '--actor', String(library.librarian.id)], around);
    const lines = json.stdout.trim().split('\n');
    const shown = lines.map((line) => (JSON.parse(line) as { action: string }).action);
    expect([json.code, json.stderr]).to.deep.equal([0, '']);
    expect(shown).to.deep.equal((await actions()).toReversed());
    const csv = await runCli(['audit', '--format', 'csv', '--from', from], around);
    expect(csv.stdout.split('\n')[0]).to.match(/^id,at,action,/);
    expect(csv.stdout.trim().split('\n')).to.have.length(lines.length + 1);
    const { last } =
      (await library.rows<{ last: number }>(sql`select max(id) as last from audit_event`))[0] ?? {};
    expect(csv.stdout).to.include(`\n${last},`);
  });
});
