import { expect } from 'chai';
import { reason, Refusal } from '../../domain/kernel/refusal.js';
import { messageOf } from './message-of.js';

describe('The message of an error at a terminal', () => {
  it('is the message of the thrown value, whatever its type', () => {
    expect(messageOf(new Error('No.'))).to.equal('No.');
    expect(messageOf('No.')).to.equal('No.');
    expect(messageOf(new AggregateError([new Error('Not here.'), new Error('Not there.')]))).to.equal(
      'Not here. Not there.',
    );
  });

  it('includes the cause of a refusal', () => {
    const away = reason('unavailable', 'kernel.unavailable', 'Try again shortly.');
    const cause = new Error('connect ECONNREFUSED');
    expect(messageOf(new Refusal(away, undefined, { cause }))).to.equal(
      'Try again shortly. (connect ECONNREFUSED)',
    );
    expect(messageOf(new Refusal(away))).to.equal('Try again shortly.');
  });

  it('explains what to do about a missing schema', () => {
    const missing = Object.assign(new Error('relation "patron" does not exist'), { code: '42P01' });
    expect(messageOf(missing)).to.include('relation "patron"').and.include('npm run db:migrate');
  });
});
