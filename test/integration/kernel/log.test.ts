import { expect } from 'chai';
import { cutOff } from '../../support/cut-off.js';
import pg from 'pg';
import { freshDatabase } from '../../support/postgres.js';
import { endProcesses } from '../../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../../support/service-process.js';

/** One line of the log. */
interface Line {
  readonly level: string;
  readonly msg: string;
  readonly requestId?: string;
  readonly status?: number;
  readonly operationId?: string;
  readonly replay?: string;
  readonly err?: { readonly message: string; readonly stack: string };
}

const json = { 'Content-Type': 'application/json' };
const email = 'ada.hidden@people.example';
const passwords = ['a first hidden evening', 'a second hidden evening', 'a wrong hidden evening'] as const;

/** The real web process, as it is deployed: its output is the operators' log. */
describe('The log', () => {
  let service: ServiceProcess;
  let databaseUrl: string;
  const answers: string[] = [];
  before(async () => {
    databaseUrl = await freshDatabase('migrated');
    service = await startDeployed(databaseUrl, {
      CF_INSTANCE_INDEX: '2',
      VCAP_APPLICATION: JSON.stringify({ process_type: 'web' }),
    });
  });
  after(() => endProcesses());

  let requests = 0;
  /** Sends a request and returns its id. The answer is kept. */
  const send = async (method: string, path: string, body?: unknown, headers = {}): Promise<string> => {
    const id = `log-${++requests}`;
    const answer = await fetch(service.url + path, {
      method,
      headers: { ...json, 'X-Request-Id': id, ...headers },
      body: typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body),
    });
    answers.push(JSON.stringify([...answer.headers]) + (await answer.text()));
    return id;
  };
  const lines = (): Line[] =>
    service
      .stdout()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  /** All lines about a request, once the line about its answer is among them. */
  const linesOf = async (id: string): Promise<Line[]> => {
    const own = () => lines().filter(({ requestId }) => requestId === id);
    await service.reaches(() => own().some(({ msg }) => msg === 'answered'));
    return own();
  };
  const spoil = (statement: string) => withClient(databaseUrl, (client) => client.query(statement));

  it('has one line per request, with id, route, version, caller, status and time, and nothing of its content', async () => {
    const [line, ...more] = await linesOf(await send('GET', '/v1/books?title=hidden'));
    expect(more).to.deep.equal([]);
    const { time, ms, requestId, ...rest } = (line ?? {}) as Line & Record<'time' | 'ms', number>;
    expect(rest).to.deep.equal({
      level: 'info',
      instance: 'web/2',
      msg: 'answered',
      method: 'GET',
      operationId: 'listBooks',
      route: '/v1/books',
      version: '1.0',
      status: 200,
      caller: 'anonymous',
    });
    expect([Number.isInteger(time), ms > 0, requestId?.startsWith('log-')]).to.deep.equal([true, true, true]);
  });

  it('has the kind of caller, and the code of a refusal', async () => {
    const whole = async (path: string, headers = {}) => {
      const [line] = await linesOf(await send('GET', path, undefined, headers));
      const { route, version, status, caller, code } = (line ?? {}) as unknown as Record<string, unknown>;
      return [route, version, status, caller, code];
    };
    const register = { username: 'may', email: 'may@people.example', password: passwords[0] };
    await send('POST', '/v1/users/register', register);
    await spoil(`update patron set role = 'admin' where username = 'may'`);
    await send('POST', '/v2/tokens', { ...register, grantType: 'password', username: undefined });
    const admin = { Authorization: `Bearer ${/"accessToken":"([^"]+)"/.exec(answers.pop() ?? '')?.[1]}` };
    await send('POST', '/v2/api-keys', { name: 'tills', scopes: ['catalogue:read'] }, admin);
    const key = { Authorization: `Bearer ${/"key":"([^"]+)"/.exec(answers.pop() ?? '')?.[1]}` };
    const told = [
      await whole('/v2/books', { 'API-Version': '2.1' }),
      await whole('/v2/me', admin),
      await whole('/v2/books', key),
      await whole('/v2/me', key),
      await whole('/v2/patrons'),
      await whole('/v1/books/4711'),
      await whole('/health/live'),
      await whole('/etc/passwd'),
    ];
    expect(told).to.deep.equal([
      ['/v2/books', '2.1', 200, 'anonymous', undefined],
      ['/v2/me', '2.0', 200, 'admin', undefined],
      ['/v2/books', '2.0', 200, 'api_key', undefined],
      ['/v2/me', '2.0', 403, 'api_key', 'request.scope_missing'],
      ['/v2/patrons', '2.0', 401, 'anonymous', 'request.token_missing'],
      ['/v1/books/:id', '1.0', 404, 'anonymous', 'catalogue.book_not_found'],
      ['/health/live', undefined, 200, 'anonymous', undefined],
      [undefined, undefined, 404, 'anonymous', 'request.not_found'],
    ]);
  });

  it('reports an unexpected fault once with its cause, and its answer like any other', async () => {
    await spoil('alter table loan_count rename to loan_count_that_was');
    const told = await linesOf(await send('GET', '/v1/books/popular'));
    await spoil('alter table loan_count_that_was rename to loan_count');
    expect(told.map(({ level, msg }) => [level, msg])).to.deep.equal([
      ['error', 'failed'],
      ['info', 'answered'],
    ]);
    expect(told[0]?.err?.message).to.include('relation "loan_count" does not exist');
    expect(told[0]?.err?.stack).to.match(/popular/i);
    expect(told[1]?.status).to.equal(500);
    expect(answers.at(-1)).to.include('request.internal').and.not.include('loan_count_that_was');
  });

  it('reports the cause of a 503, which the client does not get', async () => {
    const told = await withClient(databaseUrl, async (reader) => {
      await reader.query('begin');
      await reader.query('lock table loan_count in access exclusive mode');
      return linesOf(await send('GET', '/v1/books/popular'));
    });
    expect(told.map(({ msg, status }) => [msg, status])).to.deep.equal([
      ['failed', undefined],
      ['answered', 503],
    ]);
    expect(told[0]?.err?.message).to.include('lock timeout');
    expect(answers.at(-1)).to.include('kernel.unavailable').and.not.include('lock timeout');
  });

  it('reports no fault when a client sends an invalid request or disconnects', async () => {
    await send('GET', '/v1/users/me', undefined, { Authorization: 'Bearer hidden' });
    await send('POST', '/v1/users/login', `{"password":"${passwords[0]}`);
    await cutOff(service.url, `POST /v1/users/login HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{"pass`);
    await linesOf(await send('GET', '/v1/nothing'));
    const faults = lines().filter(({ level, msg }) => level !== 'info' && msg === 'failed');
    // These are the faults of the tests above, and no other.
    expect(faults.map(({ err }) => /"loan_count"|lock timeout/.test(err?.message ?? ''))).to.deep.equal([
      true,
      true,
    ]);
  });

  it('contains no password, hash or token, and neither does any answer', async () => {
    const [first, second, wrong] = passwords;
    const account = { username: 'ada', email };
    await send('POST', '/v1/users/register', { ...account, password: first });
    await send('POST', '/v1/users/register', { ...account, password: first });
    await send('POST', '/v1/users/register', { ...account, password: first, nonsense: wrong });
    await send('POST', '/v1/users/login', { email, password: wrong });
    await send('POST', '/v1/users/login', { email, password: [wrong] });
    await send('POST', '/v1/users/login', `{"email":"${email}","password":"${wrong}`);
    await send('POST', '/v1/users/login', { email, password: first });
    const token = /"token":"([^"]+)"/.exec(answers.pop() ?? '')?.[1] ?? '';
    expect(token).to.match(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const signedIn = { Authorization: `Bearer ${token}` };
    await send('GET', '/v1/users/me', undefined, signedIn);
    await send('PUT', '/v1/users/me', { password: second, current_password: wrong }, signedIn);
    await send('PUT', '/v1/users/me', { password: second, current_password: first }, signedIn);
    const next = /"token":"([^"]+)"/.exec(answers.pop() ?? '')?.[1] ?? '';
    expect(next).to.match(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    signedIn.Authorization = `Bearer ${next}`;
    // The worst case: PostgreSQL quotes the row that it refused.
    await spoil(`alter table patron add constraint shut check (username <> 'shut')`);
    await send('PUT', '/v1/users/me', { username: 'shut' }, signedIn);
    await send('POST', '/v1/users/register', { username: 'shut', email: `x${email}`, password: first });
    expect(answers.slice(-2).join('')).to.match(/request.internal.*request.internal/s);
    await linesOf(await send('DELETE', '/v1/users/me', undefined, signedIn));

    const told = [service.stdout(), ...answers].join('\n');
    for (const secret of [...passwords, 'argon2', 'password_hash', token, next])
      expect(told).to.not.include(secret);
    expect(service.stdout()).to.include('violates check constraint').and.not.include(email);
  });
});

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
