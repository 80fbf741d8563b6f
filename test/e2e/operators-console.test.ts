import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import sql from 'sql-template-tag';
import { JobRuns } from '../../src/application/kernel/operations/job-runs.js';
import { Database } from '../../src/infrastructure/kernel/postgres/database.js';
import { launchBrowser } from '../support/browser.js';
import { addPerson, type Person } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';
import { until } from '../support/until.js';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const sizes = {
  'on a desk': { width: 1280, height: 800 },
  'on a telephone': { width: 390, height: 844 },
};

/** Every page of the console, with a word that it shows. */
const pages: Readonly<Record<string, string>> = {
  '/ops': 'Jobs',
  '/ops/usage': 'Calls by minor',
  '/ops/clients': 'Hall display',
  '/ops/clients?client=900001': 'Its calls',
  '/ops/deprecations': 'Decide about v1-change-user-role',
  '/ops/mails': 'hall@example.org',
  '/ops/audit': 'accounts.signed_in',
  '/ops/jobs': 'a.works',
  '/ops/service': 'NODE_ENV',
};

/** Two clients of something deprecated, of which one owner was told; and calls without a token. */
const counted = [
  sql`insert into consumer (id, ref, kind, name, program, class, contact_email, first_seen_at) overriding system value values
      (900001, 'program:hall', 'program', 'Hall display', 'HallDisplay', 'external', 'hall@example.org', now()),
      (900002, 'program:old', 'program', null, 'OldReader', 'external', null, now()),
      (900003, 'anonymous:net', 'anonymous', null, null, 'external', null, now())`,
  sql`insert into usage_hour (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome, calls, last_at)
      select id, 'changeUserRole', 1, '1.0', 'default', '', date_trunc('hour', now()), '2xx', (id - 900000) * 40, now()
      from consumer where id in (900001, 900002, 900003)`,
  sql`insert into lifecycle_mail (consumer_id, lifecycle_id, stage, period, address, state, made_at, settled_at) values
      (900001, 'v1-change-user-role', 'announce', '', 'hall@example.org', 'delivered', now() - interval '40 days', now()),
      (900001, 'v1-change-user-role', 'weekly', '2026-W48', 'hall@example.org', 'queued', now(), null),
      (900002, 'v1-change-user-role', 'announce', '', null, 'untold', now(), now())`,
];

describe('The console of the operators', function () {
  // A browser is slow where it has to share two cores with everything else.
  this.timeout(120_000);

  let service: RunningService;
  let browser: Browser | undefined;
  let admin: Person;
  let page: Page;
  let signedIn: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>> | undefined;
  let said: string[];
  let requested: string[];

  before(async function () {
    browser = await launchBrowser();
    // Pending, and launchBrowser has said so loudly.
    if (!browser) this.skip();
    service = await startService();
    admin = await addPerson(service, 'admin');
    const runs = service.service.container.resolve<JobRuns>(JobRuns);
    const names = ['a.works', 'b.fails'];
    await runs.expect(names.map((job) => ({ job, schedule: '* * * * *', intervalSeconds: 60 })));
    await runs.ended('a.works', new Date());
    await runs.ended('b.fails', new Date(), new TypeError('broken'));
    for (const statement of counted) await service.service.container.resolve(Database).rows(statement);
    // One sign-in for most tests: hashing a password takes long on a busy machine.
    await open('/ops/jobs');
    await signIn('/ops/jobs');
    signedIn = await page.context().storageState();
    await page.context().close();
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
  });

  afterEach(() => page.context().close());

  /** Opens a page as somebody who has signed in, or who has not. */
  async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    if (!browser) throw new Error('There is no browser.');
    const known = signedIn && { storageState: signedIn };
    const context = await browser.newContext({ viewport: sizes['on a desk'], ...known, ...options });
    page = await context.newPage();
    said = [];
    requested = [];
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(service.url + path);
  }

  /** Signs in on the way to a page. */
  async function signIn(path: string): Promise<void> {
    await page.getByLabel('E-mail address').fill(admin.email);
    await page.getByLabel('Password', { exact: true }).fill(admin.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(service.url + path);
  }

  async function findings(): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate('axe.run()')) as { violations: Finding[] };
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  const isWiderThanScreen = () =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  for (const [path, word] of Object.entries(pages)) {
    for (const [name, viewport] of Object.entries(sizes)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`shows ${path} ${name}, ${colorScheme}, without a finding of axe`, async () => {
          await open(path, { viewport, colorScheme });
          expect(await page.locator('main').innerText()).to.include(word);
          // Forms are shown on demand; axe looks at what is shown.
          for (const summary of await page.locator('.changes summary').all()) await summary.click();
          expect(await findings()).to.deep.equal([]);
          expect(await isWiderThanScreen(), 'wider than the screen').to.equal(false);
          expect(said).to.deep.equal([]);
          expect(requested.filter((url) => !url.startsWith(`${service.url}/`))).to.deep.equal([]);
        });
      }
    }
  }

  it('draws each chart from the table beside it, and again for another width', async () => {
    await open('/ops/usage');
    const charts = page.locator('figure[data-chart]');
    expect(await charts.count()).to.equal(2);
    expect(await page.locator('figure .u-wrap canvas').count()).to.equal(2);
    const minors = await charts.first().locator('details thead th').allTextContents();
    expect((await charts.first().locator('.u-legend .u-label').allTextContents()).slice(1)).to.deep.equal(
      minors.slice(1),
    );
    const width = async () => (await page.locator('figure .u-wrap').first().boundingBox())?.width ?? 0;
    const wide = await width();
    await page.setViewportSize(sizes['on a telephone']);
    // The policy of the page keeps Playwright from waiting inside of it.
    await until(async () => (await width()) < wide / 2);
    await page.getByText('The same as a table').first().click();
    expect(await charts.first().locator('details tbody tr').count()).to.equal(31);
  });

  it('puts what needs action first, and leads to it', async () => {
    await open('/ops');
    expect(await page.locator('.lead').innerText()).to.match(/^Needs action: /);
    const words = await page.locator('.tile .badge').allInnerTexts();
    const rank = ['act', 'look', 'good'];
    expect(words).to.deep.equal(words.toSorted((a, b) => rank.indexOf(a) - rank.indexOf(b)));
    await page.locator('.tile', { hasText: 'b.fails failing' }).click();
    expect(await page.locator('h1').innerText()).to.equal('Jobs and mails');
    expect(await page.locator('[aria-current="page"]').innerText()).to.equal('Jobs and mails');
  });

  it('searches the audit trail without JavaScript, and says what it does not understand', async () => {
    await open('/ops/audit', { javaScriptEnabled: false });
    await page.getByLabel('Action').fill('accounts.signed_in');
    await page.getByLabel('About').fill(`patron:${admin.id}`);
    await page.getByRole('button', { name: 'Search' }).click();
    const rows = page.locator('tbody tr');
    expect(await rows.count()).to.be.above(0);
    expect(await rows.first().innerText())
      .to.include('accounts.signed_in')
      .and.include(`patron:${admin.id}`);
    await page.getByLabel('About').fill('everything');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.getByRole('alert').innerText()).to.include('subject');
  });

  it('changes something with a reason, without JavaScript, says so, and has it in the audit trail', async () => {
    await open('/ops/deprecations', { javaScriptEnabled: false });
    await page.getByText('Decide about v1-change-user-role').click();
    const form = page.getByRole('form', { name: 'Hold its sunset' });
    await form.getByLabel('Reason').fill('The branch moves.');
    await form.getByRole('button', { name: 'Hold' }).click();
    expect(await page.getByRole('status').innerText()).to.include('Done.');
    expect(await page.locator('main').innerText())
      .to.include('held by operators')
      .and.include('The branch moves.');
    await page.goto(`${service.url}/ops/audit?action=usage.lifecycle_switched_on`);
    expect(await page.locator('tbody tr').first().innerText()).to.include('The branch moves.');
  });

  it('leads from a caller to its page, where its class is changed', async () => {
    await open('/ops/deprecations');
    await page.getByRole('link', { name: 'OldReader' }).first().click();
    expect(await page.locator('h2').first().innerText()).to.include('OldReader');
    await page.getByText('Change this client').click();
    await page.getByRole('combobox', { name: /^Class/ }).selectOption('probe');
    await page.getByLabel('Muted until').fill('2099-01-01');
    await page.getByLabel('Reason').fill('It is a crawler.');
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('status').waitFor();
    expect(await page.locator('main').innerText())
      .to.match(/probe/)
      .and.match(/muted/);
  });

  it('asks for a reason before it sends anything', async () => {
    await open('/ops/deprecations');
    await page.getByText('Decide about all brownouts').click();
    const form = page.getByRole('form', { name: 'Stop all brownouts' });
    await form.getByRole('button', { name: 'Switch all off' }).click();
    // A browser sends no form without a required field, and leads to it.
    expect(await form.locator('input[name="reason"]:focus').count()).to.equal(1);
    expect(await page.getByRole('status').count()).to.equal(0);
  });

  it('can be left: the next page asks to sign in', async () => {
    await open('/ops/jobs', { storageState: { cookies: [], origins: [] } });
    await signIn('/ops/jobs');
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.locator('h1').innerText()).to.equal('Sign in');
    await page.goto(`${service.url}/ops/jobs`);
    expect(await page.locator('h1').innerText()).to.equal('Sign in');
    expect(await findings()).to.deep.equal([]);
  });

  it('is kept by nobody, and runs nothing that is not a file of this host', async () => {
    await open('/ops');
    const answer = await page.goto(`${service.url}/ops`);
    const { 'content-security-policy': policy = '', ...headers } = answer?.headers() ?? {};
    expect(headers).to.include({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
    expect(policy).to.include("default-src 'none'").and.include("script-src 'self';");
    expect(policy).to.not.match(/unsafe|https?:|\*/);
    const html = (await answer?.text()) ?? '';
    expect(html).to.not.match(/ style=| on[a-z]+=|<style|<script>/);
  });
});
