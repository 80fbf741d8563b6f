import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { Command } from 'commander';
import { Client } from 'pg';
import { withPostgres } from '../../contract/frozen/postgres.js';
import { freshDatabase } from '../../test/support/postgres.js';
import { startService } from '../../test/support/service.js';
import { measureSearch, type Figure } from './measure.js';

const program = new Command('search-quality')
  .description(
    'Search each title of a CSV file, typed in several ways, in a library of the books of that file.',
  )
  .argument('<file>', 'a CSV file in UTF-8 with a header line')
  .option('--title <column>', 'the column of the titles', 'title')
  .option('--authors <column>', 'the column of the authors, separated by commas', 'authors')
  .option('--every <n>', 'search only each nth title', '1')
  .option('--seed <n>', 'of the slips', '1')
  .option('--misses <n>', 'texts to list of each way that did not find their title', '0');
program.parse();
const options = program.opts<Record<'title' | 'authors' | 'every' | 'seed' | 'misses', string>>();

const rows = parse(await readFile(program.args[0] ?? ''), { columns: true, bom: true }) as Record<
  string,
  string
>[];
const books = rows.flatMap((row) => {
  const title = row[options.title]?.trim() ?? '';
  const names = (row[options.authors] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return title === '' ? [] : [{ title, contributors: names.map((name) => ({ name, role: 'author' })) }];
});

await withPostgres(async () => {
  const databaseUrl = await freshDatabase('migrated');
  await fill(databaseUrl);
  const running = await startService({ config: { databaseUrl } });
  try {
    const titles = [...new Set(books.map(({ title }) => title))];
    const some = titles.filter((_, at) => at % Number(options.every) === 0);
    console.log(`${books.length} books, ${some.length} titles searched, seed ${options.seed}`);
    for (const figure of await measureSearch(running.service, some, Number(options.seed))) print(figure);
  } finally {
    await running.stop();
  }
});
// Database pools may keep idle connections open.
process.exit();

/** Without the service, whose statements have a time limit. */
async function fill(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into book (title, contributors, revision, created_at, updated_at)
     select title, contributors, 1, now(), now()
     from jsonb_to_recordset($1) as row (title text, contributors jsonb)`,
    [JSON.stringify(books)],
  );
  await client.query('vacuum (analyze) book, catalogue_word');
  await client.end();
}

function print({ major, way, searches, found, missed }: Figure): void {
  const share = ((100 * found) / Math.max(searches, 1)).toFixed(2).padStart(6);
  console.log(`${major}  ${way.padEnd(24)} ${String(found).padStart(6)} of ${searches}  ${share} %`);
  for (const { title, text } of missed.slice(0, Number(options.misses)))
    console.log(`    ${text}  (${title})`);
}
