import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { addPerson, type Person } from '../../support/people.js';
import { startService, type RunningService } from '../../support/service.js';

const [older, newer] = ['the older secret, which is on its way out', 'the newer secret, which takes over'];
const often = { points: 1_000_000, seconds: 60 };
const clients = 6;

describe('A rotation of JWT_SECRET under load, on two instances', function () {
  this.timeout(60_000);
  const started: RunningService[] = [];
  let instances: RunningService[];
  let people: Person[];
  let answers: string[];

  const start = async (jwtSecrets: readonly string[], databaseUrl?: string) => {
    const limits = { limitLogin: often, limitAnonymous: often, limitSignedIn: often };
    const config = { jwtSecrets, ...limits, ...(databaseUrl && { databaseUrl }) };
    const running = await startService({ content: 'seeded', config });
    started.push(running);
    return running;
  };
  /** Those that take over, in their order. They start before the load: a start keeps this process busy for seconds. */
  let next: RunningService[];
  before(async () => {
    const first = await start([older]);
    instances = [first, await start([older], first.databaseUrl)];
    next = [];
    for (const secrets of [[older, newer], [newer, older], ['a third secret, which nobody has learnt']]) {
      for (const _ of [1, 2]) next.push(await start(secrets, first.databaseUrl));
    }
    people = await Promise.all(Array.from({ length: clients }, () => addPerson(first)));
  });
  after(() => Promise.all(started.map((each) => each.stop())));

  let turn = 0;
  /** Sends a request to the instances in turn. Returns the body. */
  const send = async (method: string, path: string, token?: string, json?: object) => {
    const { api } = instances[turn++ % 2] as RunningService;
    const { status, body } = await api.send(method, path, { token, json });
    answers.push(`${method} ${path.split('?')[0]} ${status}`);
    return body as Record<string, string> & { page?: { nextCursor: string } };
  };

  /** Signs in, uses and refreshes the tokens, and follows a cursor: each step on another instance. */
  const visit = async ({ email, password }: Person) => {
    const { token } = await send('POST', '/v1/users/login', undefined, { email, password });
    let pair = await send('POST', '/v2/tokens', undefined, { grantType: 'password', email, password });
    const { page } = await send('GET', '/v2/books?limit=2');
    for (let count = 0; count < 10; count++) {
      await send('GET', '/v1/users/me', token);
      await send('GET', '/v2/me', pair['accessToken']);
      await send('GET', `/v2/books?limit=2&cursor=${page?.nextCursor}`);
      const refreshToken = pair['refreshToken'];
      pair = await send('POST', '/v2/tokens', undefined, { grantType: 'refresh', refreshToken });
    }
  };

  /** Replaces one instance after the other while the clients send requests. Returns the refused ones. */
  const roll = async (): Promise<string[]> => {
    answers = [];
    const load = new AbortController();
    const visits = people.map(async (person) => {
      while (!load.signal.aborted) await visit(person);
    });
    for (const index of [0, 1]) {
      await wait(500);
      instances[index] = next.shift() as RunningService;
    }
    await wait(500);
    load.abort();
    await Promise.all(visits);
    return answers.filter((answer) => !/ 20[01]$/.test(answer));
  };

  it('refuses no request while every instance learns the new secret', async () => {
    expect(await roll()).to.deep.equal([]);
    expect(answers).to.have.length.above(50);
  });

  it('refuses no request while the new secret begins to sign', async () => {
    expect(await roll()).to.deep.equal([]);
    expect(answers).to.have.length.above(50);
  });

  it('would refuse requests if the new secret signed at once', async () => {
    expect(await roll()).to.not.deep.equal([]);
  });
});
