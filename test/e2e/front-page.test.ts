import { expect } from 'chai';
import { minorsOf } from '../../tools/generate/versions.js';
import { projectRoot } from '../support/documents.js';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startService, type RunningService } from '../support/service.js';

const telephone = { width: 360, height: 740 };

const newest = minorsOf(projectRoot, 1).at(-1) ?? '';

describe('The HTML pages', function () {
  // A browser is slow where it shares two cores with everything else.
  this.timeout(60_000);

  let service: RunningService;
  let browser: Browser | undefined;
  let requested: string[];
  let said: string[];

  before(async function () {
    browser = await launchBrowser();
    // The tests are pending, and launchBrowser has printed a warning.
    if (!browser) this.skip();
    service = await startService({ content: 'migrated' });
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  beforeEach(() => {
    requested = [];
    said = [];
  });

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    if (!browser) throw new Error('There is no browser.');
    const page = await browser.newPage(options);
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
    await page.goto(service.url + path);
    await page.waitForLoadState('networkidle');
    return page;
  }

  const paths = [
    '/',
    '/docs/changelog/v1',
    '/docs/guides',
    '/docs/guides/v1-change-user-role',
    '/docs/problems',
    '/docs/problems/request.gone',
  ];

  for (const path of paths) {
    it(`show ${path} without console messages and requests to other servers`, async () => {
      const page = await open(path);
      expect(await page.locator('h1').count()).to.equal(1);
      expect(said).to.deep.equal([]);
      expect(requested.filter((url) => !url.startsWith(`${service.url}/`))).to.deep.equal([]);
      expect(requested.some((url) => url.endsWith('.css'))).to.equal(true);
      await page.close();
    });

    it(`fit ${path} on a telephone`, async () => {
      const page = await open(path, { viewport: telephone });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).to.be.at.most(telephone.width);
      await page.close();
    });
  }

  it('need no JavaScript', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Changelog' }).last().click();
    await page.waitForURL('**/docs/changelog/v1');
    expect(await page.locator('h2').first().innerText()).to.equal(newest);
    await page.close();
  });

  it('are light or dark as the user prefers', async () => {
    const colours = new Set<unknown>();
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open('/', { colorScheme });
      colours.add(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      await page.close();
    }
    expect(colours.size).to.equal(2);
  });

  it('link from the front page to the documentation of the newest minor', async () => {
    const page = await open('/');
    await page.locator('#v1').getByRole('link', { name: 'Documentation' }).click();
    await page.locator('.opblock').first().waitFor();
    expect(await page.locator('.info .title').innerText()).to.include(newest);
    await page.close();
  });
});
