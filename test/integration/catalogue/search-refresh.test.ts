import { expect } from 'chai';
import sql from 'sql-template-tag';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library } from '../../support/library.js';
import { withClient } from '../migrations/with-client.js';

const body = (weight: string, text: string) => `setweight(to_tsvector('catalogue', ${text}), '${weight}')`;
const older = `
  create or replace function catalogue_document(title text, subtitle text, contributors jsonb, subjects text[])
  returns tsvector language sql immutable parallel safe
  return ${body('A', `title || ' ' || coalesce(subtitle, '')`)}
    || ${body('B', `coalesce(contributor_names(contributors), '')`)}`;

describe('The books that an older release indexed', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary();
  });
  after(() => library.stop());

  const titles = async (q: string) =>
    ((await library.api.get(`/v1/books/search?q=${q}`)).body as { title: string }[]).map(
      ({ title }) => title,
    );

  it('are found by ordinary words at once, and by all others when the job has run', async () => {
    const [present] = await library.rows<{ definition: string }>(sql`
      select pg_get_functiondef('catalogue_document'::regproc) as definition`);
    await withClient(library.databaseUrl, (client) => client.query(older));
    await library.addBook({ title: 'Either/Or: ancient scenes', contributors: [] });
    await withClient(library.databaseUrl, (client) => client.query(present?.definition ?? ''));
    await withClient(library.databaseUrl, (client) => client.query('update book set document_form = 1'));

    expect(await titles('ancient+scenes')).to.deep.equal(['Either/Or: ancient scenes']);
    expect(await titles('either+scenes')).to.deep.equal([]);
    await runJob(library.service, 'catalogue.refresh_search');
    expect(await titles('either+scenes+ancient')).to.deep.equal(['Either/Or: ancient scenes']);
    const [left] = await library.rows<{ left: number }>(sql`
      select count(*)::int as left from book
      where document <> catalogue_document(title, subtitle, contributors, subjects) or document_form = 1`);
    expect(left).to.deep.equal({ left: 0 });
  });
});
