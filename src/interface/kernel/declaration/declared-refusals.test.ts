import { expect } from 'chai';
import * as lamps from '../../../../test/support/fixture-api/lamps.js';
import { refusalsOf } from './declared-refusals.js';
import { ok } from './reply.js';
import type { Route } from './route.js';

const codesOf = (method: Route['method'], idempotency: boolean) =>
  refusalsOf(
    { ...lamps.version, idempotency },
    {
      operationId: 'dimLamps',
      method,
      path: '/dimmed-lamps',
      since: '1.0',
      summary: 'Dim all lamps',
      audience: 'anonymous',
      responds: { 200: { mediaType: 'text/plain', example: 'dim' } },
      handle: () => Promise.resolve(ok('dim')),
    },
  ).map(({ code }) => code);

const codesOfKeys = [
  'request.idempotency_key_in_use',
  'request.idempotency_key_reused',
  'request.validation_failed',
];

describe('The declared refusals of a route without input', () => {
  it('are those of an Idempotency-Key, also of a malformed one, where keys are supported', () => {
    expect(codesOf('POST', true)).to.include.members(codesOfKeys);
  });

  it('are not those of a key for another method or version', () => {
    for (const codes of [codesOf('DELETE', true), codesOf('POST', false)])
      expect(codes.filter((code) => codesOfKeys.includes(code))).to.deep.equal([]);
  });
});
