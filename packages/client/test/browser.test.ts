import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../../test/support/browser.js';
import { HandClock, withClock } from '../../../test/support/clock.js';
import { startService, type RunningService } from '../../../test/support/service.js';
import { bundleClient } from './bundle.js';

/** An application of another origin, whose tabs share their tokens. */
const application = (baseUrl: string) => `<!doctype html><link rel="icon" href="data:,"><script type="module">
  import { createV1Client, createV2Client, V2Problem } from '/client.js';
  const tokens = {
    get: () => JSON.parse(localStorage.getItem('tokens') ?? 'null') ?? undefined,
    set: (pair) => localStorage.setItem('tokens', JSON.stringify(pair ?? null)),
  };
  const options = { baseUrl: '${baseUrl}', onDeprecation: ({ operation }) => (window.told ??= []).push(operation) };
  Object.assign(window, { V2Problem, v1: createV1Client(options), v2: createV2Client({ ...options, tokens }) });
</script>`;

describe('The client in a browser', function () {
  // A browser is slow where it shares two cores with everything else.
  this.timeout(60_000);

  const clock = new HandClock();
  let service: RunningService;
  let server: Server;
  let browser: Browser | undefined;
  let context: BrowserContext;
  let page: Page;

  before(async function () {
    browser = await launchBrowser();
    // Pending, and launchBrowser has said so loudly.
    if (!browser) this.skip();
    const bundle = await bundleClient();
    service = await startService({
      overrides: [withClock(clock)],
      config: { corsOrigins: ['http://127.0.0.1:*'] },
    });
    server = createServer(({ url }, response) => {
      const isBundle = url === '/client.js';
      response.setHeader('Content-Type', isBundle ? 'text/javascript' : 'text/html');
      response.end(isBundle ? bundle : application(service.url));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    await browser?.close();
    server?.close();
    await service?.stop();
  });

  beforeEach(async () => {
    if (!browser) throw new Error('There is no browser.');
    context = await browser.newContext();
    page = await open();
  });
  afterEach(() => context.close());

  async function open(): Promise<Page> {
    const opened = await context.newPage();
    await opened.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await opened.waitForFunction('window.v2');
    return opened;
  }

  const signIn = (who: string, client = 'v2') =>
    page.evaluate(`${client}.signIn({ email: '${who}@example.org', password: '${who}-demo-password' })`);

  it('reads a list page by page', async () => {
    const titles = await page.evaluate(
      `Array.fromAsync(v2.each('/v2/books', { params: { query: { limit: 5 } } }))`,
    );
    expect(titles).to.have.lengthOf.above(10);
    const ofV1 = await page.evaluate(
      `Array.fromAsync(v1.each('/v1/books', { params: { query: { per_page: 9 } } }))`,
    );
    expect(ofV1).to.have.lengthOf((titles as unknown[]).length);
  });

  it('refreshes the tokens that two tabs share, and the session goes on', async () => {
    await signIn('patron');
    const tabs = [page, await open()];
    for (let round = 0; round < 3; round++) {
      clock.advance({ hours: 1 });
      const calls = `Promise.all([1, 2, 3].map(() => v2.GET('/v2/me').then(({ data }) => data.email)))`;
      const answers = await Promise.all(tabs.map((tab) => tab.evaluate(calls)));
      expect(answers.flat()).to.deep.equal(Array(6).fill('patron@example.org'));
    }
  });

  it('throws problems with their codes, and changes what nobody else has changed', async () => {
    await signIn('patron');
    const [code, name] = (await page.evaluate(`(async () => {
      const problem = await v2.POST('/v2/loans', { body: { copyBarcode: 'none' } }).catch((error) => error);
      const { response } = await v2.GET('/v2/me');
      const params = { header: { 'If-Match': response.headers.get('ETag') } };
      const { data } = await v2.PATCH('/v2/me', { params, body: { firstName: 'Ada' } });
      return [problem instanceof V2Problem && problem.code, data.firstName];
    })()`)) as string[];
    expect([code, name]).to.deep.equal(['catalogue.copy_not_found', 'Ada']);
  });

  it('reads the headers of what will go away', async () => {
    await signIn('admin', 'v1');
    const call = `v1.PUT('/v1/users/{id}/role', { params: { path: { id: 5 } }, body: { role: 'patron' } })`;
    await page.evaluate(`${call}.then(() => ${call}).then(() => undefined)`);
    expect(await page.evaluate('told')).to.deep.equal(['PUT /v1/users/{id}/role']);
  });
});
