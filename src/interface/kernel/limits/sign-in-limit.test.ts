import { expect } from 'chai';
import type { Context } from 'koa';
import { FakeLimiter } from '../../../application/kernel/request/limiter.fake.js';
import type { SignInAccounts } from '../../../application/kernel/request/sign-in-accounts.js';
import { reason, Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';
import { limitExceeded } from '../errors/refusals.js';
import { RateLimits } from './rate-limits.js';
import { SignInLimit } from './sign-in-limit.js';

const wrong = reason('unauthenticated', 'test.wrong', 'Wrong.');
const wrongPassword = reason('forbidden', 'test.wrong_password', 'Wrong.');
const codeNeeded = reason('forbidden', 'test.code_needed', 'One more step.');
const conflict = reason('conflict', 'test.conflict', 'Taken.');

const points = (count: number) => ({ points: count, seconds: 600 });
const limits = {
  signIn: points(2),
  signInAddress: points(6),
  signInAccount: points(5),
  mail: points(1),
  anonymous: points(1),
  signedIn: points(1),
};

type Outcome = RefusalReason | 'success';

/** Tries to sign in, and says how that ended. */
class Tries {
  readonly known = new Set<string>();
  readonly headers = new Map<string, string>();
  readonly limiter = new FakeLimiter();
  readonly #accounts: SignInAccounts = {
    find: async (account, network) => ({
      key: `${account}`,
      knowsNetwork: this.known.has(`${account} ${network}`),
    }),
    remember: async (account, network) => void this.known.add(`${account} ${network}`),
  };
  readonly #limit = new SignInLimit(new RateLimits(this.limiter), this.#accounts, limits);

  async try(outcome: Outcome, ip = '203.0.113.1', account = 'ann@people.example'): Promise<string> {
    const set = (name: string, value: string) => this.headers.set(name, value);
    const ctx = { ip, set, state: {} } as unknown as Context;
    const check = async () => {
      if (outcome === 'success') return { status: 200, mediaType: '', headers: {}, body: '' };
      throw new Refusal(outcome);
    };
    return this.#limit.attempt(ctx, { account, spared: [codeNeeded] }, check).then(
      () => 'success',
      (error: Refusal) => error.code,
    );
  }

  async several(count: number, outcome: Outcome, ip?: string, account?: string): Promise<string[]> {
    return Promise.all(Array.from({ length: count }, () => this.try(outcome, ip, account)));
  }
}

describe('The limit of signing in', () => {
  let tries: Tries;
  beforeEach(() => (tries = new Tries()));
  const exceeded = limitExceeded.code;

  it('counts failures for an account from an address', async () => {
    expect(await tries.several(2, wrong)).to.deep.equal([wrong.code, wrong.code]);
    expect(await tries.try('success')).to.equal(exceeded);
    expect(await tries.try('success', '198.51.100.1')).to.equal('success');
  });

  it('does not count what succeeds', async () => {
    for (let turn = 0; turn < 9; turn++) expect(await tries.try('success')).to.equal('success');
    expect([...tries.limiter.used.values()].every((used) => used === 0)).to.equal(true);
  });

  it('checks no more than the limit of many wrong tries at once', async () => {
    const codes = await tries.several(40, wrong);
    expect(codes.filter((code) => code === wrong.code)).to.have.lengthOf(2);
  });

  it('counts a forbidden secret as a failure, but not a conflict, nor what the route spares', async () => {
    for (const spared of [conflict, codeNeeded]) await tries.several(2, spared);
    await tries.several(2, wrongPassword);
    expect(await tries.try(wrongPassword)).to.equal(exceeded);
  });

  it('counts failures for an address, whatever the account', async () => {
    for (let turn = 0; turn < 6; turn++) await tries.try(wrong, undefined, `guess-${turn}`);
    expect(await tries.try(wrong, undefined, 'another')).to.equal(exceeded);
    expect(await tries.try(wrong, '203.0.113.2', 'another')).to.equal(wrong.code);
  });

  it('counts failures for an account from elsewhere, whatever the address', async () => {
    for (let turn = 1; turn <= 5; turn++) await tries.try(wrong, `203.0.${turn}.1`);
    expect(await tries.try(wrong, '203.0.99.1')).to.equal(exceeded);
  });

  it('counts a /64 of IPv6 as one address', async () => {
    await tries.try(wrong, '2001:db8::1');
    await tries.try(wrong, '2001:db8::2');
    expect(await tries.try(wrong, '2001:db8::3')).to.equal(exceeded);
  });

  it('keeps tries of its own for a network where the account is known', async () => {
    await tries.try('success', '198.51.100.7');
    for (let turn = 1; turn <= 9; turn++) await tries.try(wrong, `203.0.${turn}.1`);
    expect(await tries.try('success', '203.0.99.1')).to.equal(exceeded);
    expect(await tries.try(wrong, '198.51.100.8')).to.equal(wrong.code);
    expect(await tries.try('success', '198.51.100.9')).to.equal('success');
  });

  it('has one share for all addresses of a known network', async () => {
    await tries.try('success', '198.51.100.7');
    await tries.try(wrong, '198.51.100.8');
    await tries.try(wrong, '198.51.100.9');
    expect(await tries.try('success', '198.51.100.10')).to.equal(exceeded);
  });

  it('lets the owner in from a known network where a stranger has used up the limit of the address', async () => {
    await tries.try('success');
    for (let turn = 0; turn < 9; turn++) await tries.try(wrong, undefined, `guess-${turn}`);
    expect(await tries.try('success')).to.equal('success');
  });

  it('takes no points of other limits for a refused try', async () => {
    await tries.several(9, wrong);
    expect(tries.limiter.used.get('sign-in:from 203.0.113.1')).to.equal(2);
  });

  it('shows the points that remain', async () => {
    await tries.try(wrong);
    expect(tries.headers.get('RateLimit')).to.equal('"sign-in";r=1;t=600');
    await tries.try('success', '198.51.100.1');
    expect(tries.headers.get('RateLimit')).to.equal('"sign-in";r=2;t=600');
  });
});
