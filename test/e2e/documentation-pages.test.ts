import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startService, type RunningService } from '../support/service.js';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const telephone = { width: 390, height: 844 };

/** Colours and sizes do not depend on each other, so two of the four pairs show everything. */
const screens = {
  'on a desk, light': { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  'on a telephone, dark': { viewport: telephone, colorScheme: 'dark' },
} as const;

describe('The pages of the documentation', function () {
  // A browser is slow where it has to share two cores with everything else.
  this.timeout(120_000);

  let service: RunningService;
  let browser: Browser | undefined;
  let page: Page;
  let said: string[];

  before(async function () {
    browser = await launchBrowser();
    // The tests are pending, and launchBrowser has printed a warning.
    if (!browser) this.skip();
    service = await startService();
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  afterEach(() => page?.close());

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<void> {
    if (!browser) throw new Error('There is no browser.');
    said = [];
    page = await browser.newPage(options);
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    await page.goto(service.url + path);
  }

  async function findings(): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { violations: Finding[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  const isWiderThanScreen = () =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  const paths = [
    '/docs',
    '/docs/guides/errors',
    '/docs/search?q=cursor',
    '/docs/operations/v2',
    '/docs/operations/v2/editBook',
    '/nothing',
  ];
  for (const path of paths) {
    for (const [name, screen] of Object.entries(screens)) {
      it(`show ${path} ${name}, without a finding of axe`, async () => {
        await open(path, screen);
        expect(await findings()).to.deep.equal([]);
        expect(await isWiderThanScreen(), 'wider than the screen').to.equal(false);
        // Chromium says of a page with status 404 that it could not be loaded.
        expect(said.filter((each) => !each.includes('404'))).to.deep.equal([]);
      });
    }
  }

  it('are found and read with the keyboard, without JavaScript', async () => {
    await open('/docs', { javaScriptEnabled: false });
    for (let stop = 0; stop < 6; stop++) await page.keyboard.press('Tab');
    await page.keyboard.type('cursor order');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/docs/search?q=cursor+order');
    const link = page.getByRole('link', { name: 'Paging' });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/docs/guides/paging');
  });

  it('lead from a sample to a form to try it, and back', async () => {
    await open('/docs/operations/v1/borrowBook');
    await page.getByRole('link', { name: 'Try it in the browser' }).click();
    const shown = page.locator('.opblock.is-open');
    await shown.first().waitFor();
    expect(await shown.evaluateAll((blocks) => blocks.map(({ id }) => id.split('-').at(-1)))).to.deep.equal([
      'borrowBook',
    ]);
    await page.getByRole('link', { name: 'Operations with samples' }).click();
    await page.waitForURL('**/docs/operations/v1');
  });

  /** What axe finds in Swagger UI, and why it stays: it would need other markup, and we only add attributes to it. */
  const ofSwaggerUi: Readonly<Record<string, string>> = {
    'nested-interactive':
      'The link to an operation is inside the button that opens it. The keyboard reaches both.',
    region: 'The link that skips to the operations is outside of all landmarks, as such links are.',
  };

  for (const [path, colorScheme, paper] of [
    ['/v1/docs', 'light', 'rgb(253, 252, 249)'],
    ['/v2/docs', 'dark', 'rgb(24, 23, 21)'],
    ['/ops/v1/docs', 'dark', 'rgb(24, 23, 21)'],
  ] as const) {
    it(`show ${path} in our colours, ${colorScheme}, on a telephone, with those findings of axe that only Swagger UI can mend`, async () => {
      await open(path, { viewport: telephone, colorScheme });
      await page.locator('.opblock-post .opblock-summary-control').first().click();
      await page.locator('.responses-table').first().waitFor();
      await page.locator('.try-out__btn').first().click();
      await page.locator('.btn.execute').first().waitFor();
      const all = await findings();
      expect(all.map((each) => each.split(':')[0])).to.have.members(Object.keys(ofSwaggerUi));
      expect(all.find((each) => each.startsWith('region'))).to.match(
        /^region: <a href="#operations" class="swagger-ui__skip-link">[^<]*<\/a>$/,
      );
      expect(await isWiderThanScreen(), 'wider than the screen').to.equal(false);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).to.equal(paper);
      expect(said).to.deep.equal([]);
    });
  }

  it('filter and open operations of Swagger UI with the keyboard', async () => {
    await open('/v1/docs');
    const filter = page.locator('.operation-filter-input');
    await filter.focus();
    await page.keyboard.type('loans');
    await page.locator('#operations-tag-books').waitFor({ state: 'detached' });
    const summary = page.locator('.opblock-summary-control').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    await page.locator('.opblock.is-open').waitFor();
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).to.equal('solid');
  });
});
