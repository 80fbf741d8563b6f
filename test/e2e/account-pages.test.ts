import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import sql from 'sql-template-tag';
import { letters } from '../support/accounts/letters.js';
import { launchBrowser } from '../support/browser.js';
import { addPerson, rowsOf, type Person } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';
import { startSmtp, type SmtpServer } from '../support/smtp.js';

const fresh = 'a new and quiet morning';
const telephone = { width: 360, height: 740 };

describe('The pages of mailed links, without JavaScript', function () {
  // A browser is slow where it has to share two cores with everything else.
  this.timeout(60_000);

  let service: RunningService;
  let smtp: SmtpServer;
  let browser: Browser | undefined;
  let page: Page;
  let person: Person;
  let said: string[];
  let requested: string[];

  before(async function () {
    browser = await launchBrowser();
    // Pending, and launchBrowser has said so loudly.
    if (!browser) this.skip();
    smtp = await startSmtp();
    service = await startService({ content: 'migrated', config: { smtpUrl: smtp.url } });
  });

  after(async () => {
    await browser?.close();
    await service?.stop();
    await smtp?.stop();
  });

  beforeEach(async () => {
    said = [];
    requested = [];
    person = await addPerson(service);
    page = await open();
  });

  afterEach(() => page.close());

  async function open(locale = 'en-GB'): Promise<Page> {
    if (!browser) throw new Error('There is no browser.');
    const opened = await browser.newPage({ javaScriptEnabled: false, locale, viewport: telephone });
    opened.on('request', (request) => requested.push(request.url()));
    opened.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    return opened;
  }

  const mailed = async () =>
    (await letters(service, smtp)).find(({ to, token }) => to === person.email && token !== '');
  const visit = (path: string) => page.goto(service.url + path);
  const login = (password: string) =>
    service.api.post('/v1/users/login', { json: { email: person.email, password } });
  const words = () => page.locator('main').innerText();

  async function askForLink(): Promise<string> {
    await visit('/account/reset');
    await page.getByLabel('E-mail address').fill(person.email);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    expect(await words()).to.include('a mail with a link is on its way');
    return (await mailed())?.token ?? '';
  }

  it('set a new password from asking to signing in', async () => {
    const token = await askForLink();
    await visit(`/account/reset?token=${token}`);
    await page.getByLabel('New password').fill(fresh);
    await page.getByRole('button', { name: 'Set password' }).click();
    expect(await words()).to.include('Your new password is set.');
    expect((await login(fresh)).status).to.equal(200);
  });

  it('use a link only when its form is sent: a scanner of mail that opens it changes nothing', async () => {
    const token = await askForLink();
    for (const method of ['GET', 'HEAD', 'GET'])
      expect((await fetch(`${service.url}/account/reset?token=${token}`, { method })).status).to.equal(200);
    expect((await login(person.password)).status).to.equal(200);
    await visit(`/account/reset?token=${token}`);
    await page.getByLabel('New password').fill(fresh);
    await page.getByRole('button', { name: 'Set password' }).click();
    expect((await login(fresh)).status).to.equal(200);
  });

  it('say what is wrong with a password, and take the next one', async () => {
    const token = await askForLink();
    const body = new URLSearchParams({ token, password: 'short' });
    const refused = await fetch(`${service.url}/account/reset`, { method: 'POST', body });
    expect([refused.status, await refused.text()].join())
      .to.include('400')
      .and.to.include('role="alert"');
    await visit(`/account/reset?token=${token}`);
    await page.getByLabel('New password').fill(fresh);
    await page.getByRole('button', { name: 'Set password' }).click();
    expect(await words()).to.include('Your new password is set.');
  });

  it('say that a link does not work any more', async () => {
    await visit('/account/reset?token=sll_unknown');
    await page.getByLabel('New password').fill(fresh);
    await page.getByRole('button', { name: 'Set password' }).click();
    expect(await words()).to.include('The link does not work, or no longer.');
  });

  it('confirm an e-mail address, in the language of the reader', async () => {
    await rowsOf(service, sql`update patron set email_verified = false where id = ${person.id}`);
    await service.api.post('/v2/me/email-verifications', { token: person.token });
    const token = (await mailed())?.token ?? '';
    await page.close();
    page = await open('de-DE');
    await visit(`/account/verify?token=${token}`);
    expect(await page.locator('html').getAttribute('lang')).to.equal('de');
    await page.getByRole('button', { name: 'Bestätigen' }).click();
    expect(await words()).to.include('Ihre E-Mail-Adresse ist bestätigt.');
    const me = await service.api.get('/v2/me', { token: person.token });
    expect(me.body.emailVerified).to.equal(true);
  });

  it('load nothing from elsewhere, fit on a telephone, and are not kept by anybody', async () => {
    const answer = await visit('/account/reset?token=sll_x');
    expect(requested.filter((url) => !url.startsWith(`${service.url}/`))).to.deep.equal([]);
    expect(said).to.deep.equal([]);
    const input = await page.getByLabel('New password').boundingBox();
    expect((input?.x ?? 0) + (input?.width ?? 999)).to.be.at.most(telephone.width);
    expect(answer?.headers()).to.include({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(answer?.headers()['content-security-policy']).to.include("form-action 'self'");
  });

  it('let no text of the link become HTML', async () => {
    const html = await (await fetch(`${service.url}/account/verify?token="><script>x</script>`)).text();
    expect(html).to.not.include('<script>');
  });

  it('answer other methods and other content with a refusal', async () => {
    const deleted = await fetch(`${service.url}/account/reset`, { method: 'DELETE' });
    expect([deleted.status, deleted.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, POST, OPTIONS']);
    const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } };
    expect((await fetch(`${service.url}/account/reset`, json)).status).to.equal(415);
    const large = { method: 'POST', body: new URLSearchParams({ email: 'x'.repeat(20_000) }) };
    expect((await fetch(`${service.url}/account/reset`, large)).status).to.equal(413);
  });
});
