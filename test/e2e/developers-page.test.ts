import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { ContractDiffs } from '../../src/interface/documentation/migration/contract-diffs.js';
import { launchBrowser } from '../support/browser.js';
import { addPerson, type Person } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';
import { giveClients } from '../support/usage/developer.js';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

type State = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;

const sizes = {
  'on a desk': { width: 1280, height: 800 },
  'on a telephone': { width: 390, height: 844 },
};

describe('The page for developers', function () {
  // A browser is slow where it has to share two cores with everything else.
  this.timeout(120_000);

  let service: RunningService;
  let browser: Browser | undefined;
  let owner: Person;
  let page: Page;
  const signedIn = new Map<Person, State>();
  let said: string[];
  let requested: string[];

  before(async function () {
    browser = await launchBrowser();
    // Pending, and launchBrowser has said so loudly.
    if (!browser) this.skip();
    service = await startService();
    owner = await addPerson(service, 'librarian');
    await giveClients(service, owner, new Date());
    // Made before, because no request waits as long as a busy machine may need for it.
    await service.service.container.resolve<ContractDiffs>(ContractDiffs).between('1.0', '2.2');
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  afterEach(() => page.context().close());

  /** Opens a page as somebody, who signs in only once, because hashing a password takes long on a busy machine. */
  async function open(
    path: string,
    options: Parameters<Browser['newContext']>[0] = {},
    person = owner,
  ): Promise<void> {
    if (!browser) throw new Error('There is no browser.');
    const known = signedIn.get(person);
    const context = await browser.newContext({
      viewport: sizes['on a desk'],
      locale: 'en-GB',
      ...(known && { storageState: known }),
      ...options,
    });
    context.setDefaultTimeout(90_000);
    page = await context.newPage();
    said = [];
    requested = [];
    page.on('request', (request) => requested.push(request.url()));
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
    signedIn.set(person, await context.storageState());
  }

  async function findings(): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { violations: Finding[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  const words = () => page.locator('main').innerText();
  const isWiderThanScreen = () =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  for (const [path, word] of [
    ['/developers', 'v1-change-user-role'],
    ['/developers/migration-report?from=1.0&to=2.2', 'concern your'],
  ] as const) {
    for (const [name, viewport] of Object.entries(sizes)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`shows ${path} ${name}, ${colorScheme}, without a finding of axe`, async () => {
          await open(path, { viewport, colorScheme });
          expect(await words()).to.include(word);
          expect(await findings()).to.deep.equal([]);
          expect(await isWiderThanScreen(), 'wider than the screen').to.equal(false);
          expect(said).to.deep.equal([]);
          expect(requested.filter((url) => !url.startsWith(`${service.url}/`))).to.deep.equal([]);
        });
      }
    }
  }

  it('copies the command of a rehearsal', async () => {
    await open('/developers', { permissions: ['clipboard-read', 'clipboard-write'] });
    const command = page.locator('.command').first();
    await command.getByRole('button', { name: 'Copy' }).click();
    await command.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied)
      .to.equal(await command.locator('pre').textContent())
      .and.include('lifecycle-at');
  });

  it('shows the command without JavaScript, and takes answers', async () => {
    const person = await addPerson(service, 'librarian');
    await giveClients(service, person, new Date());
    await open('/developers', { javaScriptEnabled: false }, person);
    expect(await page.locator('.command pre').first().innerText()).to.include('lifecycle-at');
    expect(await page.getByRole('button', { name: 'Copy' }).count()).to.equal(0);
    await page.getByLabel('Put it off until').fill('2030-12-31');
    await page.getByRole('button', { name: 'Put it off' }).click();
    expect(await page.getByRole('alert').innerText()).to.include('at most 90 days after the sunset');
    await page.getByLabel('For').first().selectOption('The ShelfReader app');
    await page.getByRole('button', { name: 'I agree to the sunset' }).click();
    expect(await page.getByRole('status').innerText()).to.equal('Thank you. Your answer is stored.');
    expect(await page.locator('#v1-change-user-role tbody').first().innerText()).to.match(/agreed on/);
  });

  it('is complete in German', async () => {
    await open('/developers', { locale: 'de-DE' });
    expect(await page.locator('h1').innerText()).to.equal('Ihre Clients');
    expect(await findings()).to.deep.equal([]);
  });

  it('can be left: the next page asks to sign in', async () => {
    const person = await addPerson(service);
    await open('/developers', {}, person);
    expect(await words()).to.include('You have no client yet.');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(`${service.url}/developers`);
    expect(await page.locator('h1').innerText()).to.equal('Sign in');
  });
});
