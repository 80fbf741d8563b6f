import { expect } from 'chai';
import { reason, Refusal } from '../../domain/kernel/refusal.js';
import { messageOf } from './message-of.js';

describe('What a person at a terminal is told', () => {
  it('is the message of what was thrown, whatever that is', () => {
    expect(messageOf(new Error('No.'))).to.equal('No.');
    expect(messageOf('No.')).to.equal('No.');
    expect(messageOf(new AggregateError([new Error('Not here.'), new Error('Not there.')]))).to.equal(
      'Not here. Not there.',
    );
  });

  it('is the cause of a refusal, too', () => {
    const away = reason('unavailable', 'kernel.unavailable', 'Try again shortly.');
    const cause = new Error('connect ECONNREFUSED');
    expect(messageOf(new Refusal(away, undefined, { cause }))).to.equal(
      'Try again shortly. (connect ECONNREFUSED)',
    );
    expect(messageOf(new Refusal(away))).to.equal('Try again shortly.');
  });

  it('is what to do about a schema that is not there yet', () => {
    const missing = Object.assign(new Error('relation "patron" does not exist'), { code: '42P01' });
    expect(messageOf(missing)).to.include('relation "patron"').and.include('npm run db:migrate');
  });
});
