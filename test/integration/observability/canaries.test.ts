import { expect } from 'chai';
import { Client } from 'pg';
import { cutOff } from '../../support/cut-off.js';
import { freshDatabase } from '../../support/postgres.js';
import { endProcesses } from '../../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../../support/service-process.js';
import { toId } from '../../../src/interface/v2/ids.js';
import { openDocument, type Operation } from './operations.js';

let canaries = 0;
/** A unique word. */
const canary = (): string => `canary${++canaries}x`;
const email = (): string => `${canary()}@${canary()}.example`;

/** Everything that a client can put into request headers. */
function head(): Record<string, string> {
  return {
    Authorization: `Bearer ${canary()}`,
    Cookie: `session=${canary()}; ${canary()}=1`,
    'Content-Type': 'application/json',
    'User-Agent': canary(),
    Referer: `http://${canary()}.example/?q=${canary()}`,
    'X-Forwarded-For': canary(),
    'X-Api-Key': canary(),
    // An invalid request id is replaced.
    'X-Request-Id': `not an id ${canary()}`,
    'Idempotency-Key': canary(),
    traceparent: `00-${canary()}`,
  };
}

/** One of every type, each with a canary where it can have one. */
function body(): object {
  return {
    email: email(),
    password: canary(),
    newPassword: canary(),
    refreshToken: canary(),
    grantType: 'password',
    username: canary(),
    title: canary(),
    copyBarcode: canary(),
    contributors: [{ name: canary(), role: 'author' }],
    book_id: 1,
    [canary()]: canary(),
  };
}

/** The bodies of a failed login, a registration, and a new book without faults. */
const sound = (): Readonly<Record<string, object>> => ({
  '/v1/users/login': { email: email(), password: canary() },
  '/v1/users/register': { username: canary(), email: email(), password: canary() },
  '/v2/tokens': { grantType: 'password', email: email(), password: canary() },
  '/v2/patrons': { username: canary(), email: email(), password: canary() },
  '/v1/books': { title: canary(), author: canary() },
});

function decoded(sealed: string): string {
  return Buffer.from(sealed, 'base64url').toString('latin1');
}

/** A path with valid ids, so that the database is queried. */
function withIds(path: string): string {
  const types = {
    books: 'book',
    copies: 'copy',
    patrons: 'patron',
    loans: 'loan',
    'api-keys': 'apiKey',
  } as const;
  const id = (kind: string) => (kind in types ? toId(types[kind as keyof typeof types], 1) : '1');
  return path.replaceAll(/([\w-]+)\/\{\w+\}/g, (_, kind: string) => {
    return `${kind}/${path.startsWith('/v2/') ? id(kind) : '1'}`;
  });
}

/** These end the token that is sent, so they come last. */
const endsTokens = ({ method, path }: Operation): boolean =>
  method === 'DELETE' && /[/]tokens[/]current$|[/]me[/]sessions$/.test(path);

/** The real process gets canaries in every place there is, while it is healthy and while it fails. */
describe('The log of requests with canaries', function () {
  this.timeout(60_000);
  let service: ServiceProcess;
  let client: Client;
  let operations: readonly Operation[];
  const statuses = new Map<number, number>();
  /** A valid request id is kept: clients are told to put nothing secret there. */
  const requestId = `a:valid.id_${canary()}`;
  before(async () => {
    const databaseUrl = await freshDatabase('seeded');
    client = new Client({ connectionString: databaseUrl });
    await client.connect();
    service = await startDeployed(databaseUrl);
    const all = [...(await openDocument(service.url, 'v1')), ...(await openDocument(service.url, 'v2'))];
    operations = all.toSorted((a, b) => Number(endsTokens(a)) - Number(endsTokens(b)));
  });
  after(async () => {
    await client.end();
    await endProcesses();
  });

  const send = async (method: string, path: string, headers: Record<string, string>, text?: string) => {
    const hasBody = text !== undefined && method !== 'GET';
    const answer = await fetch(service.url + path, { method, headers, body: hasBody ? text : null });
    await answer.arrayBuffer();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  };
  const staff = async (): Promise<Record<string, string>> => {
    const credentials = JSON.stringify({ email: 'admin@example.org', password: 'admin-demo-password' });
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${service.url}/v1/users/login`, {
      method: 'POST',
      headers,
      body: credentials,
    });
    const { token } = (await answer.json()) as { token: string };
    return { ...head(), Authorization: `Bearer ${token}` };
  };

  /** Every operation, anonymously and as an admin, with valid and invalid parts. */
  const sendEverything = async (signedIn: Record<string, string>) => {
    for (const { method, path } of operations) {
      const own = withIds(path);
      const query = `?q=${canary()}&title=${canary()}&search=${canary()}&${canary()}=${canary()}`;
      for (const headers of [head(), signedIn]) {
        await send(method, own + query, headers, JSON.stringify(sound()[path] ?? body()));
        await send(method, path.replaceAll(/\{\w+\}/g, canary), headers, `{"password":"${canary()}`);
        await send(method, own, { ...headers, 'API-Version': canary(), 'If-Match': canary() }, canary());
      }
    }
  };

  it('contains no canary while the service is healthy', async () => {
    await sendEverything(await staff());
    await send('GET', `/${canary()}/${canary()}?${canary()}`, head());
    await send('GET', `/v1/books?q=${canary()}`, { ...head(), 'X-Request-Id': requestId });
    await send('PUT', `/health/live?${canary()}`, head(), canary());
    for (const text of [
      `${canary()}\r\n\r\n`,
      `GET /${canary()} HTTP/1.1\r\n${canary()}\r\n\r\n`,
      `POST /v1/users/login HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"password":"${canary()}`,
    ]) {
      await cutOff(service.url, text);
    }
    expect([...statuses.keys()]).to.include.members([200, 201, 400, 401, 404]);
  });

  it('contains none while PostgreSQL fails in the middle of a request', async () => {
    const signedIn = await staff();
    const tables = ['book', 'copy', 'loan', 'audit_event', 'refresh_token'];
    for (const table of tables) await client.query(`alter table ${table} rename to ${table}_that_was`);
    await client.query(
      `alter table patron add constraint shut check (username not like 'canary%') not valid`,
    );
    await sendEverything(signedIn);
    await client.query('alter table patron drop constraint shut');
    await client.query(`alter table patron alter column username type integer using 1`);
    await sendEverything(head());
    expect(statuses.get(500), JSON.stringify([...statuses])).to.be.above(40);
  });

  it('has only complete lines, and no canary except a valid X-Request-Id', async () => {
    service.signal('SIGTERM');
    const { stdout, stderr } = await service.ended;
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ msg }) => msg === 'answered').length).to.be.at.least(operations.length * 12);
    expect(lines.some(({ replay }) => typeof replay === 'string')).to.equal(true);
    const kept = lines.filter((line) => line['requestId'] === requestId);
    expect(kept.map(({ msg }) => msg)).to.deep.equal(['answered']);
    for (const line of kept) delete line['requestId'];
    const told = lines.map((line) => JSON.stringify(line)).filter((line) => /canary/i.test(line));
    expect(told.slice(0, 3), `${told.length} lines`).to.deep.equal([]);
    expect(stdout).to.not.match(/argon2|demo-password/);
    // Sealed data may contain any three letters by chance. It is not readable without the key.
    const sealed = lines.flatMap(({ replay }) => (typeof replay === 'string' ? [replay] : []));
    const open = sealed.reduce((text, each) => text.replace(each, ''), stdout);
    expect(open).to.not.match(/eyJ/);
    expect(sealed.filter((each) => /canary|argon2|demo-password/i.test(decoded(each)))).to.deep.equal([]);
    expect(stderr).to.not.match(/canary/i);
    expect(canaries).to.be.above(1_000);
  });
});
