import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { documentGaps, type Document } from '../support/document-gaps.js';
import { startService } from '../support/service.js';

interface Started {
  readonly url: string;
  /** An operation that requires a token, by its name on the page, and an expected part of its answer. */
  readonly example: { readonly token: string; readonly block: string; readonly answer: string };
  stop(): Promise<void>;
}

async function startApp(): Promise<Started> {
  const service = await startService();
  const token = await service.api.logIn('patron');
  const example = { token, block: 'operations-users-getMe', answer: '"role": "patron"' };
  return { url: service.url, example, stop: () => service.stop() };
}

describe('The documentation page', function () {
  // A browser is slow where it shares two cores with everything else.
  this.timeout(60_000);

  let app: Started;
  let browser: Browser | undefined;
  let page: Page;
  let requested: string[];
  let said: string[];

  before(async function () {
    browser = await launchBrowser();
    // The tests are pending, and launchBrowser has printed a warning.
    if (!browser) this.skip();
    app = await startApp();
  });

  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  beforeEach(async () => {
    requested = [];
    said = [];
    if (!browser) throw new Error('There is no browser.');
    page = await browser.newPage();
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
    await page.goto(`${app.url}/v1/docs`);
    await page.locator('.opblock').first().waitFor();
  });

  afterEach(async () => {
    await page.close();
  });

  it('sends requests only to this service', async () => {
    await page.waitForLoadState('networkidle');
    const elsewhere = requested.filter((url) => !url.startsWith(`${app.url}/`) && !url.startsWith('data:'));
    expect(elsewhere).to.deep.equal([]);
    expect(requested).to.include(`${app.url}/v1/openapi.json`);
  });

  it('leaves nothing in the console', async () => {
    for (const method of ['get', 'post', 'delete']) {
      const block = page.locator(`.opblock-${method}`).first();
      await block.locator('.opblock-summary-control').click();
      await block.locator('.responses-table').waitFor();
    }
    await page.waitForLoadState('networkidle');
    expect(said).to.deep.equal([]);
  });

  it('shows every operation of the document, each completely', async () => {
    const document = (await (await fetch(`${app.url}/v1/openapi.json`)).json()) as Document;
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    const shown = await page.locator('.opblock:visible').evaluateAll((blocks) => blocks.map(({ id }) => id));
    expect(shown.map((id) => id.split('-').at(-1))).to.have.members(
      operations.map((each) => each.operationId),
    );
    expect(documentGaps(document)).to.deep.equal([]);
  });

  it('opens at the operation that a problem page links to', async () => {
    await page.goto(`${app.url}/docs/problems/accounts.email_unverified`);
    await page.getByRole('link', { name: 'requestEmailVerification' }).first().click();
    const open = page.locator('.opblock.is-open');
    await open.first().waitFor();
    expect(await open.evaluateAll((blocks) => blocks.map(({ id }) => id))).to.deep.equal([
      'operations-me-requestEmailVerification',
    ]);
  });

  it('can call an operation with a token', async () => {
    await authorize(page, app.example.token);
    const answer = await tryOut(page, app.example.block);
    expect(answer.status).to.equal('200');
    expect(answer.body).to.include(app.example.answer);
    expect(said).to.deep.equal([]);
  });

  it('fills in the plain example of a body, which succeeds', async () => {
    await authorize(page, app.example.token);
    const block = page.locator('#operations-loans-borrowBook');
    const answer = await tryOut(page, 'operations-loans-borrowBook');
    expect(JSON.parse(await block.locator('textarea.body-param__text').inputValue())).to.deep.equal({
      book_id: 1,
    });
    expect(answer.status).to.equal('201');
  });

  it('shows the refusal of a call without a required token', async () => {
    const answer = await tryOut(page, app.example.block);
    expect(answer.status).to.equal('401');
    expect(answer.body).to.include('request.token_missing');
  });
});

async function authorize(page: Page, given: string): Promise<void> {
  await page.locator('.btn.authorize').click();
  await page.locator('.auth-container input').fill(given);
  await page.locator('.auth-btn-wrapper .authorize').click();
  await page.locator('.auth-btn-wrapper .btn-done').click();
}

async function tryOut(page: Page, blockId: string): Promise<{ status: string; body: string }> {
  const block = page.locator(`#${blockId}`);
  await block.locator('.opblock-summary-control').click();
  await block.locator('.try-out__btn').click();
  await block.locator('.btn.execute').click();
  const live = block.locator('.live-responses-table .response');
  await live.waitFor();
  const body = await live.locator('.response-col_description').innerText();
  return { status: (await live.locator('.response-col_status').innerText()).split(/\s/)[0] ?? '', body };
}
