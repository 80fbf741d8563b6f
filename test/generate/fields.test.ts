import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { planField } from '../../tools/generate/features/add-field.js';
import { draftOf } from '../../tools/generate/features/drafts.js';
import { writeAll } from '../../tools/generate/features/write-all.js';
import { contentOf } from '../architecture/project.js';
import { removeFolders } from '../support/embedded-postgres.js';
import { cloneOfProject, generate } from './in-copy.js';
import { fields } from './shapes.js';

const minute = 60_000;
const now = new Date('2027-01-15T10:00:00Z');
const edition = 'edition:text?';
const newsletter = 'newsletter:boolean=false';

describe('A field of a book, a copy or a patron', function () {
  this.timeout(minute);
  let copy: string;

  beforeEach(async () => {
    copy = await cloneOfProject();
  });
  after(removeFolders);

  const reasonOf = (what: string, field: string) =>
    planField(copy, what, field, now).then(
      () => 'nothing was refused',
      (error: unknown) => (error as Error).message,
    );

  it('is listed and not written for --dry-run', async () => {
    const before = await contentOf(copy);
    const { code, text } = await generate(copy, 'field', 'books', edition, '--dry-run');
    expect([code, text]).to.deep.equal([0, text]);
    expect(text)
      .to.include('src/domain/catalogue/book.ts\n')
      .and.match(/Nothing was written\.\n$/);
    expect(await contentOf(copy)).to.deep.equal(before);
  });

  it('is there already when it is asked for again, and refused with another type', async () => {
    for (const [what, field] of fields) {
      writeAll(copy, await planField(copy, what, field, now));
      const before = await contentOf(copy);
      const { code, text } = await generate(copy, 'field', what, field);
      expect([code, text]).to.deep.equal([
        0,
        `${what} has the field ${field} already. Nothing was changed.\n`,
      ]);
      const name = field.split(':')[0] ?? '';
      expect(await reasonOf(what, `${name}:datetime?`)).to.include('something of this name already');
      expect(await contentOf(copy)).to.deep.equal(before);
    }
  });

  it('is refused when its name means something already, or when it fits nothing', async () => {
    for (const [what, field, why] of [
      ['book', 'subtitle:text?', 'something of this name already'],
      ['book', 'copies:integer?', 'something of this name already'],
      ['book', 'document:text?', 'two columns of this name'],
      ['book', 'dueAt:datetime?', 'two columns of this name'],
      ['copy', 'moveTo:text?', 'something of this name already'],
      ['copy', 'title:text?', 'two columns of this name'],
      ['patron', 'passwordHash:text?', 'something of this name already'],
      ['patron', 'endTokens:text?', 'something of this name already'],
      ['book', 'field:enum(a|b)?', 'uses the name BookField'],
      ['book', 'toString:text?', 'every object'],
      ['book', 'select:text?', 'reserved word'],
      ['book', 'edition:text!', 'neither optional nor has a default'],
      ['copy', 'other:ref(catalogue.book)?', 'a reference needs'],
      ['copies of books', 'edition:text?', 'There is no copies of books.'],
      ['__proto__', 'edition:text?', 'There is no __proto__.'],
    ] as const)
      expect(await reasonOf(what, field), `${what} ${field}`).to.include(why);
  });

  it('is refused with the name of a place that is not there any more', async () => {
    const [mapping, view] = ['src/infrastructure/catalogue/mappings.ts', 'test/contract/twins.test.ts'];
    const text = await readFile(join(copy, mapping), 'utf8');
    await writeFile(join(copy, mapping), text.replace('const bookSchema', 'const schemaOfBook'));
    expect(await reasonOf('book', edition)).to.equal(
      `${mapping}: bookSchema has no single place beside description.`,
    );
    await rm(join(copy, view));
    expect(await reasonOf('patron', newsletter)).to.include(view);
  });

  it('is told in the next draft when that of today is released', async () => {
    await appendFile(join(copy, 'contracts/RELEASED'), `${draftOf(copy, 2)} 2026-11-30\n`);
    const next = draftOf(copy, 2);
    const files = await planField(copy, 'patron', newsletter, now);
    expect(files.get(`src/interface/v2/accounts/changes/${next}-patron-newsletter.ts`)).to.include(
      `minor: '${next}'`,
    );
    expect(files.get('migrations/20270115T100000_accounts_patron_newsletter.ts')).to.include(
      'alter table patron add column newsletter boolean not null default false',
    );
  });
});
