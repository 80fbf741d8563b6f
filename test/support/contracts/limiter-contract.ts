import { randomUUID } from 'node:crypto';

import { expect } from 'chai';

import type { Limiter } from '../../../src/application/kernel/request/limiter.js';
import { until } from '../until.js';

/** Defines the cases that every limiter must pass. `limiter` is called once in each case, never before it runs. */
export function limiterContract(limiter: () => Limiter): void {
  const fivePerMinute = { points: 5, seconds: 60 };

  it('admits exactly as many of 40 parallel calls as there are points', async () => {
    const [gate, bucket] = [limiter(), randomUUID()];
    const verdicts = await Promise.all(Array.from({ length: 40 }, () => gate.take(bucket, fivePerMinute)));
    const allowed = verdicts.filter((verdict) => verdict.allowed);
    expect(allowed.map((verdict) => verdict.remaining)).to.have.members([4, 3, 2, 1, 0]);
    const refused = verdicts.filter((verdict) => !verdict.allowed);
    expect(new Set(refused.map((verdict) => verdict.remaining))).to.eql(new Set([0]));
    for (const { resetSeconds } of verdicts) expect(resetSeconds).to.be.within(59, 60);
  });

  it('counts each bucket, and each limit of a bucket, separately', async () => {
    const [gate, bucket] = [limiter(), randomUUID()];
    const one = { points: 1, seconds: 60 };
    expect((await gate.take(bucket, one)).allowed).to.equal(true);
    expect((await gate.take(bucket, one)).allowed).to.equal(false);
    expect((await gate.take(`${bucket}:other`, one)).allowed).to.equal(true);
    expect(await gate.take(bucket, fivePerMinute)).to.include({ allowed: true, remaining: 4 });
    expect((await gate.take(bucket, { points: 1, seconds: 61 })).allowed).to.equal(true);
  });

  it('restores all points when the window ends, however often it was asked meanwhile', async () => {
    const [gate, bucket] = [limiter(), randomUUID()];
    const twoPerSecond = { points: 2, seconds: 1 };
    const start = performance.now();
    const first = await gate.take(bucket, twoPerSecond);
    expect(first).to.eql({ allowed: true, remaining: 1, resetSeconds: 1 });
    await gate.take(bucket, twoPerSecond);
    await until(async () => (await gate.take(bucket, twoPerSecond)).allowed, 2000);
    expect(performance.now() - start).to.be.at.least(990);
    expect(await gate.take(bucket, twoPerSecond)).to.include({ allowed: true, remaining: 0 });
  });
}
