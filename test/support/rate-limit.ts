import { expect } from 'chai';
import { limitExceeded } from '../../src/interface/kernel/errors/refusals.js';
import type { Answer } from './api-client.js';
import { refusal, said } from './said.js';

/** Parses `"policy";r=2;t=60`. */
export function standing(answer: Answer): { policy: string; remaining: number; seconds: number } {
  const [, policy = '', remaining, seconds] =
    /^"([\w-]+)";r=(\d+);t=(\d+)$/.exec(answer.headers.get('ratelimit') ?? '') ?? [];
  return { policy, remaining: Number(remaining), seconds: Number(seconds) };
}

/** A refusal by a limit has a Retry-After in whole seconds, within the window. */
export function expectPatience(answer: Answer, seconds: number): void {
  expect(said(answer)).to.deep.equal(refusal(429, limitExceeded));
  expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
  expect(Number(answer.headers.get('retry-after'))).to.be.within(1, seconds);
  expect(standing(answer)).to.include({
    remaining: 0,
    seconds: Number(answer.headers.get('retry-after')),
  });
}
