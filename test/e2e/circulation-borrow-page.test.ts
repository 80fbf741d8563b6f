import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startLibrary, type Library } from '../support/library.js';
import { addPerson } from '../support/people.js';

const telephone = { width: 390, height: 780 };

describe('A reading program leads a person to the page on which they borrow, without JavaScript', function () {
  // A browser is slow where it has to share two cores with everything else.
  this.timeout(60_000);

  let library: Library;
  let browser: Browser | undefined;
  let page: Page;
  let said: string[];
  let requested: string[];
  let book: number;

  before(async function () {
    browser = await launchBrowser();
    // Pending, and launchBrowser has said so loudly.
    if (!browser) this.skip();
    library = await startLibrary();
  });

  after(async () => {
    await browser?.close();
    await library?.stop();
  });

  beforeEach(async () => {
    said = [];
    requested = [];
    book = await library.addBook({
      title: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz, ausführlich kommentiert',
      contributors: [{ name: 'Dorothea Schlegel', role: 'author' }],
    });
    page = await open('light');
  });
  afterEach(() => page.close());

  async function open(colorScheme: 'light' | 'dark', javaScriptEnabled = false): Promise<Page> {
    if (!browser) throw new Error('There is no browser.');
    const look = { locale: 'en-GB', viewport: telephone, colorScheme };
    const opened = await browser.newPage({ javaScriptEnabled, bypassCSP: javaScriptEnabled, ...look });
    opened.on('request', (request) => requested.push(request.url()));
    opened.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    return opened;
  }

  /** Follows the catalogue as a reading program does. Returns the address that it opens in a browser. */
  async function addressToBorrow(): Promise<string> {
    const feed = (await (await fetch(`${library.url}/opds/publications?order=newest`)).json()) as {
      publications: readonly { links: readonly { rel: string; href: string }[] }[];
    };
    const borrow = feed.publications[0]?.links.find(({ rel }) => rel.endsWith('/acquisition/borrow'));
    return library.url + (borrow?.href ?? '');
  }

  async function signIn(on: Page): Promise<void> {
    const { email, password } = await addPerson(library);
    await on.getByRole('link', { name: 'Sign in' }).click();
    await on.getByLabel('E-mail address').fill(email);
    await on.getByLabel('Password', { exact: true }).fill(password);
    await on.getByRole('button', { name: 'Sign in' }).click();
  }

  it('from the link of the catalogue through the sign-in to the due date', async () => {
    await page.goto(await addressToBorrow());
    await signIn(page);
    expect(new URL(page.url()).pathname).to.equal(`/borrow/${book}`);
    await page.getByRole('button', { name: 'Borrow this book' }).click();
    expect(await page.getByRole('status').innerText()).to.match(
      /^You have borrowed this book. Bring it back by \w+,? \d/,
    );
    await page.reload();
    expect(await page.getByRole('status').innerText()).to.include('You have borrowed this book.');
    expect(said).to.deep.equal([]);
    expect(requested.filter((url) => !url.startsWith(`${library.url}/`))).to.deep.equal([]);
  });

  it('and says in plain words that no copy is free', async () => {
    await page.goto(await addressToBorrow());
    await signIn(page);
    const { token } = await library.addMember();
    await library.api.post('/v1/loans', { token, json: { book_id: book } });
    await page.getByRole('button', { name: 'Borrow this book' }).click();
    expect(await page.getByRole('alert').innerText()).to.include('You cannot borrow this book now:');
  });

  for (const colours of ['light', 'dark'] as const) {
    it(`which fits on a telephone and is accessible, in ${colours}`, async () => {
      await page.close();
      // Only axe needs a script.
      page = await open(colours, true);
      const fits = () => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
      const findings = async () => {
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] };
        return violations.map(({ id }) => id);
      };
      await page.goto(await addressToBorrow());
      expect([await fits(), await findings()]).to.deep.equal([true, []]);
      await signIn(page);
      expect([await fits(), await findings()]).to.deep.equal([true, []]);
      await page.getByRole('button', { name: 'Borrow this book' }).click();
      expect([await fits(), await findings()]).to.deep.equal([true, []]);
      await page.goto(`${library.url}/opds/docs`);
      expect([await fits(), await findings()]).to.deep.equal([true, []]);
    });
  }
});
