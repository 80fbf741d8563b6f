import { expect } from 'chai';
import { fakeFingerprints } from '../fingerprints.fake.js';
import { ConsumerFinder } from '../consumers/consumer-finder.js';
import { anObservedRequest } from '../../kernel/request/observed-request.fake.js';
import { UsageRecorder } from './usage-recorder.js';

describe('The usage recorder', () => {
  let now: Date;
  const clock = { now: () => now };
  let recorder: UsageRecorder;

  beforeEach(() => {
    now = new Date('2026-12-01T09:30:00Z');
    recorder = new UsageRecorder(new ConsumerFinder(clock, fakeFingerprints, 'salt'), clock, {
      heldAtMost: 4,
      lotAt: 3,
    });
  });

  const counted = () =>
    recorder
      .take()
      .counts.map(({ consumer, operationId, minor, minorSource, element, outcome, calls }) =>
        [consumer.ref, operationId, minor, minorSource, element, outcome, calls].join(' '),
      );

  it('adds up calls that have everything in common', () => {
    for (const _ of [1, 2, 3]) recorder.answered(anObservedRequest());
    expect(counted()).to.deep.equal(['key:7 listBooks 1.0 default  2xx 3']);
  });

  it('tells minors, their sources and outcomes apart', () => {
    recorder.answered(anObservedRequest({ minorSource: 'pin' }));
    recorder.answered(anObservedRequest({ minor: '1.1', minorSource: 'header' }));
    recorder.answered(anObservedRequest({ status: 304 }));
    expect(counted()).to.deep.equal([
      'key:7 listBooks 1.0 pin  2xx 1',
      'key:7 listBooks 1.1 header  2xx 1',
      'key:7 listBooks 1.0 default  304 1',
    ]);
  });

  it('tells rehearsals of a later day apart, which leave no evidence', () => {
    recorder.answered(
      anObservedRequest({ isRehearsal: true, isDeprecated: true, status: 410, code: 'request.gone' }),
    );
    const { counts, evidence } = recorder.take();
    expect(counts.map(({ outcome }) => outcome)).to.deep.equal(['rehearsal']);
    expect(evidence).to.deep.equal([]);
  });

  it('tells the hours apart', () => {
    recorder.answered(anObservedRequest());
    now = new Date('2026-12-01T10:00:00Z');
    recorder.answered(anObservedRequest());
    const { counts } = recorder.take();
    expect(counts.map(({ hour }) => new Date(hour * 3_600_000).toISOString())).to.deep.equal([
      '2026-12-01T09:00:00.000Z',
      '2026-12-01T10:00:00.000Z',
    ]);
  });

  it('counts a deprecated part beside the call', () => {
    recorder.answered(anObservedRequest({ deprecatedParts: ['query:colour'] }));
    recorder.answered(anObservedRequest());
    expect(counted()).to.deep.equal([
      'key:7 listBooks 1.0 default  2xx 2',
      'key:7 listBooks 1.0 default query:colour 2xx 1',
    ]);
  });

  it('keeps the five newest pieces of evidence of each deprecated use, and none of others', () => {
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      recorder.answered(anObservedRequest({ requestId: `whole ${number}`, isDeprecated: true }));
    }
    recorder.answered(anObservedRequest({ requestId: 'a part', deprecatedParts: ['query:colour'] }));
    recorder.answered(anObservedRequest({ requestId: 'another operation', operationId: 'getBook' }));
    const { evidence } = recorder.take();
    expect(evidence.map(({ requestId, element }) => `${requestId} ${element}`)).to.deep.equal([
      'whole 3 ',
      'whole 4 ',
      'whole 5 ',
      'whole 6 ',
      'whole 7 ',
      'a part query:colour',
    ]);
  });

  it('keeps no values and no more than 200 characters of a user agent', () => {
    recorder.answered(anObservedRequest({ isDeprecated: true, userAgent: 'x'.repeat(5_000) }));
    expect(recorder.take().evidence[0]?.userAgent).to.have.length(200);
  });

  it('counts from zero after it was read', () => {
    recorder.answered(anObservedRequest());
    recorder.take();
    expect(recorder.take()).to.deep.equal({ counts: [], evidence: [], overflowed: 0 });
  });

  it('adds what could not be written to what came after it', () => {
    recorder.answered(anObservedRequest({ isDeprecated: true, requestId: 'first' }));
    const unwritten = recorder.take();
    recorder.answered(anObservedRequest({ isDeprecated: true, requestId: 'second' }));
    recorder.putBack(unwritten);
    const { counts, evidence } = recorder.take();
    expect(counts.map(({ calls }) => calls)).to.deep.equal([2]);
    expect(evidence.map(({ requestId }) => requestId)).to.deep.equal(['first', 'second']);
  });

  it('counts clients without a place together, by operation, and says how many calls there were', () => {
    for (const apiKey of [1, 2, 3, 4, 5, 6]) {
      recorder.answered(
        anObservedRequest({ caller: { patronId: 2, role: 'librarian', apiKey, scopes: [] } }),
      );
    }
    recorder.answered(anObservedRequest({ operationId: 'getBook' }));
    const { counts, overflowed } = recorder.take();
    expect(overflowed).to.equal(3);
    const others = counts.filter(({ consumer }) => consumer.ref === 'anonymous:overflow');
    expect(others.map(({ operationId, calls }) => [operationId, calls])).to.deep.equal([
      ['listBooks', 2],
      ['getBook', 1],
    ]);
    expect(counts.reduce((sum, { calls }) => sum + calls, 0)).to.equal(7);
  });

  it('asks once to be written when a lot is full', () => {
    let asked = 0;
    recorder.whenFull(() => (asked += 1));
    for (const operationId of ['a', 'b', 'c', 'd']) recorder.answered(anObservedRequest({ operationId }));
    expect(asked).to.equal(1);
  });
});
