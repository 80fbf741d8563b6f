import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import sinon from 'sinon';
import { SqlImports } from '../../src/infrastructure/imports/sql-imports.js';
import { runJob } from '../support/jobs.js';
import { launchBrowser } from '../support/browser.js';
import { addPerson, type Person } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

type State = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

const sizes = {
  'on a desk': { width: 1280, height: 800 },
  'on a telephone': { width: 390, height: 844 },
};

/** A file of books; the second row has no title, or others. */
const books = (count: number, isUntitled = (at: number): boolean => at === 1) => ({
  name: 'books.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'Title,Author',
      ...Array.from({ length: count }, (_, at) => (isUntitled(at) ? ',' : `Book ${at},Author`)),
    ].join('\n'),
  ),
});

/** Gives a button the focus, and selects a word of the table. */
const hold = `(() => {
  window.held = [document.querySelector('main form button'), document.querySelector('.scroll')];
  window.held[0].focus();
  getSelection().selectAllChildren(document.querySelector('tbody tr').lastElementChild);
})()`;
const isHeld = `[document.activeElement === window.held[0], document.querySelector('.scroll') === window.held[1],
  getSelection().toString()]`;

describe('The page for imports', function () {
  // A browser is slow where it has to share two cores with everything else.
  this.timeout(120_000);

  let service: RunningService;
  let browser: Browser | undefined;
  let page: Page;
  const people = new Map<'librarian' | 'patron', Person>();
  const signedIn = new Map<string, State>();
  let said: string[];

  before(async function () {
    browser = await launchBrowser();
    // Pending, and launchBrowser has said so loudly.
    if (!browser) this.skip();
    service = await startService();
    for (const role of ['librarian', 'patron'] as const) people.set(role, await addPerson(service, role));
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
  });
  afterEach(async () => {
    sinon.restore();
    await page.context().close();
  });

  async function open(
    path: string,
    options: Parameters<Browser['newContext']>[0] = {},
    role: 'librarian' | 'patron' = 'librarian',
  ): Promise<void> {
    const person = people.get(role);
    if (!browser || !person) throw new Error('There is no browser.');
    const known = signedIn.get(role);
    const context = await browser.newContext({
      viewport: sizes['on a desk'],
      locale: 'en-GB',
      ...(known && { storageState: known }),
      ...options,
    });
    context.setDefaultTimeout(90_000);
    page = await context.newPage();
    said = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(service.url + path);
    if (known) return;
    await page.locator('#email').fill(person.email);
    await page.locator('#password').fill(person.password);
    await page.locator('main button').click();
    await page.waitForURL(service.url + path);
    signedIn.set(role, await context.storageState());
  }

  async function findings(): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { violations: Finding[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  const words = () => page.locator('main').innerText();
  const work = () => runJob(service.service, 'imports.import_files');
  const isWiderThanScreen = () =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  async function send(count: number, columns = 'title=Title\ncontributors=Author'): Promise<void> {
    await page.locator('#file').setInputFiles(books(count));
    await page.locator('#columns').fill(columns);
    await page.getByRole('button', { name: 'Import' }).click();
  }

  it('takes a file, has a bar that moves, and shows what became of each row', async () => {
    await open('/import');
    await send(1_700);
    await page.waitForURL(/\/import\/\d+$/);
    expect(await words())
      .to.include('waiting')
      .and.include('Line 0 of 0');
    const seen = new Set<number>();
    const noted = page.exposeFunction('note', (value: number) => void seen.add(value));
    await noted;
    await page.evaluate(`setInterval(() => note(document.querySelector('progress').value), 50)`);
    await work();
    await page.getByText('Line 1701 of 1701').waitFor();
    await page.getByText('completed').waitFor();
    expect([...seen]).to.include(1_701);
    expect(await words())
      .to.include('new books: 1699')
      .and.include('not imported: 1');
    await page.getByRole('link', { name: 'not imported' }).click();
    expect(await page.locator('tbody tr').allInnerTexts()).to.deep.equal([
      '3\tnot imported\t\tThere is no title.',
    ]);
    await page.getByRole('link', { name: 'all rows' }).click();
    await page.getByRole('link', { name: 'Next rows' }).click();
    expect(await page.locator('tbody tr').count()).to.equal(100);
    expect(said).to.deep.equal([]);
  });

  it('moves its bar in steps while the worker works', async () => {
    await open('/import');
    await send(3_000);
    await page.waitForURL(/\/import\/\d+$/);
    const shown: number[] = [];
    // The worker stores a batch when the page shows the one before.
    const storing = sinon.stub(SqlImports.prototype, 'keep');
    storing.callsFake(async function (this: SqlImports, ...batch) {
      await page.locator(`progress[value="${shown.at(-1) ?? 0}"]`).waitFor();
      shown.push(batch[1].at(-1)?.line ?? 0);
      return storing.wrappedMethod.apply(this, batch);
    });
    await work();
    await page.locator('progress[value="3001"][max="3001"]').waitFor();
    expect(shown.length, 'steps of the bar').to.be.above(5);
    expect(shown).to.deep.equal(shown.toSorted((one, other) => one - other));
  });

  it('keeps the focus, a selection and the table while it moves, although rows are added', async () => {
    await open('/import');
    await page.locator('#file').setInputFiles(books(3_000, (at) => at % 50 === 1));
    await page.locator('#columns').fill('title=Title\ncontributors=Author');
    await page.getByRole('button', { name: 'Import' }).click();
    await page.waitForURL(/\/import\/\d+$/);
    await page.getByRole('link', { name: 'not imported' }).click();
    const seen: unknown[] = [];
    let shown = 0;
    const storing = sinon.stub(SqlImports.prototype, 'keep');
    storing.callsFake(async function (this: SqlImports, ...batch) {
      await page.locator(`progress[value="${shown}"]`).waitFor();
      if (shown > 0) seen.push(await page.evaluate(seen.length === 0 ? hold : isHeld));
      shown = batch[1].at(-1)?.line ?? 0;
      return storing.wrappedMethod.apply(this, batch);
    });
    await work();
    await page.getByText('completed').waitFor();
    expect(seen.length).to.be.above(3);
    expect(seen.slice(1)).to.deep.equal(seen.slice(1).map(() => [true, true, 'There is no title.']));
    expect(await page.locator('tbody tr').count()).to.equal(60);
    expect(await page.evaluate(`window.held[1].isConnected`)).to.equal(true);
  });

  it('says what is wrong, and keeps what was typed', async () => {
    await open('/import');
    await send(1, 'name=Title');
    const alert = () => page.getByRole('alert').innerText();
    expect(await alert()).to.include('there is no field "name"');
    expect(await page.locator('#columns').inputValue()).to.equal('name=Title');
    await page.context().close();
    await open('/import', { locale: 'de-DE' });
    await page.locator('#file').setInputFiles(books(1));
    await page.getByRole('button', { name: 'Importieren' }).click();
    expect(await alert()).to.include('Entweder columns oder from muss angegeben werden.');
  });

  it('cancels an import, also without a script', async () => {
    await open('/import', { javaScriptEnabled: false });
    await send(5);
    await page.waitForURL(/\/import\/\d+$/);
    await page.getByRole('button', { name: 'Cancel the import' }).click();
    expect(await words()).to.include('cancelled');
    await work();
    await page.reload();
    expect(await words())
      .to.include('cancelled')
      .and.include('new books: 0');
  });

  it('is for librarians', async () => {
    await open('/import', {}, 'patron');
    expect(await words()).to.include('Only librarians can import files.');
    const { status } = await fetch(`${service.url}/import`, { method: 'POST' });
    expect(status).to.be.oneOf([400, 403]);
  });

  for (const [name, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`is shown ${name}, ${colorScheme}, without a finding of axe`, async () => {
        await open('/import', { viewport, colorScheme });
        expect(await findings()).to.deep.equal([]);
        expect(await isWiderThanScreen(), 'wider than the screen').to.equal(false);
        await page.getByLabel('Only try').check();
        await send(3);
        await page.waitForURL(/\/import\/\d+$/);
        expect(await findings(), 'while it waits').to.deep.equal([]);
        await work();
        await page.getByText('completed').waitFor();
        expect(await words())
          .to.include('dry run, nothing is stored')
          .and.include('Encoding: utf-8');
        const read = page.getByRole('region', { name: 'The first rows as they are read' }).locator('tr');
        expect((await read.allInnerTexts()).slice(0, 2)).to.deep.equal([
          'Line\ttitle\tcontributors',
          '2\tBook 0\tAuthor',
        ]);
        expect(await findings(), 'when it is over').to.deep.equal([]);
        expect(await isWiderThanScreen(), 'wider than the screen').to.equal(false);
        expect(said).to.deep.equal([]);
      });
    }
  }
});
