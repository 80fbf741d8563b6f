import { expect } from 'chai';
import type { Answer } from '../support/api-client.js';
import { addPerson, type Person } from '../support/people.js';
import { startService, type RunningService } from '../support/service.js';

const often = { points: 1_000_000, seconds: 60 };
const tries = 20;

/** The sign-in of each version. */
const logins: Readonly<Record<string, (email: string) => [path: string, json: object]>> = {
  v1: (email) => ['/v1/users/login', { email, password: 'not the password' }],
  v2: (email) => ['/v2/tokens', { grantType: 'password', email, password: 'not the password' }],
};

describe('Whether an account exists', () => {
  let running: RunningService;
  let person: Person;
  before(async () => {
    running = await startService({
      content: 'migrated',
      config: { limitLogin: often, limitAnonymous: often },
    });
    person = await addPerson(running);
  });
  after(() => running.stop());

  /** One attempt, and the processor time that it takes in milliseconds: other work of this machine does not count. */
  const timed = async (login: string, email: string): Promise<{ answer: Answer; ms: number }> => {
    const [path, json] = logins[login]?.(email) ?? ['', {}];
    const started = process.cpuUsage();
    const answer = await running.api.post(path, { json });
    const { user, system } = process.cpuUsage(started);
    return { answer, ms: (user + system) / 1_000 };
  };

  for (const login of Object.keys(logins)) {
    it(`is not revealed by the answer of ${login} to a wrong password`, async () => {
      const known = await timed(login, person.email);
      const unknown = await timed(login, 'nobody@people.example');
      expect(withoutIds(unknown.answer)).to.deep.equal(withoutIds(known.answer));
    });

    it(`is not revealed by timing: ${tries} attempts each at ${login}, in turn`, async () => {
      await timed(login, 'nobody@people.example');
      const known: number[] = [];
      const unknown: number[] = [];
      for (let at = 0; at < tries; at++) {
        known.push((await timed(login, person.email)).ms);
        unknown.push((await timed(login, `nobody-${at}@people.example`)).ms);
      }
      // The fastest of each. Without the hash for an unknown address the ratio is 0.2 or less.
      expect(Math.min(...unknown) / Math.min(...known)).to.be.within(0.5, 2);
    });
  }

  it('is not revealed by a limit: both are counted', async () => {
    await running.stop();
    running = await startService({
      content: 'migrated',
      config: { limitLogin: { points: 2, seconds: 600 } },
    });
    const { email } = await addPerson(running);
    const known = [await timed('v1', email), await timed('v1', email)].map(({ answer }) =>
      withoutIds(answer),
    );
    await running.stop();
    running = await startService({
      content: 'migrated',
      config: { limitLogin: { points: 2, seconds: 600 } },
    });
    const nobody = 'nobody@people.example';
    const unknown = [await timed('v1', nobody), await timed('v1', nobody)].map(({ answer }) =>
      withoutIds(answer),
    );
    expect(unknown).to.deep.equal(known);
  });
});

/** Status, body and headers, without the values that differ in every answer. */
function withoutIds({ status, headers, body }: Answer): object {
  const lines = [...headers].filter(([name]) => !['date', 'x-request-id', 'ratelimit'].includes(name));
  const { instance, ...rest } = body as Record<string, unknown>;
  return { status, lines, rest, hasInstance: instance !== undefined };
}
