import { expect } from 'chai';
import * as lamps from '../../../../test/support/fixture-api/lamps.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { KnownState } from '../../../application/kernel/request/lifecycle-states.js';
import { lifecycleOf, lifecyclesOf, refuseEnded, secondsOff } from './sunset.js';
import type { Lifecycle } from './lifecycle.js';
import type { Route } from './route.js';

const ofMajor: Lifecycle = { ...lamps.burning, id: 'v1', sunset: '2029-12-01' };
const dying = { ...lamps.version, lifecycle: ofMajor };
const routeOf = (id: string) => lamps.routes.find(({ operationId }) => operationId === id) as Route;

const { guard: _, ...consent } = lamps.burning;

/** @param isRehearsed whether the day is a later one that the request asks for */
function refusalAt(
  day: string,
  lifecycle: Lifecycle,
  { known, isRehearsed = false }: { known?: KnownState; isRehearsed?: boolean } = {},
): Refusal | undefined {
  const states = { of: () => known };
  try {
    refuseEnded(states, { at: new Date(day), isRehearsed }, { whole: lifecycle, parts: [] }, { query: {} });
    return undefined;
  } catch (error) {
    return error as Refusal;
  }
}

describe('The sunset of a route', () => {
  it('is its own before that of its major', () => {
    expect(lifecycleOf(dying, routeOf('showBurning'))).to.equal(lamps.burning);
    expect(lifecycleOf(dying, routeOf('getLamp'))).to.equal(ofMajor);
    expect(lifecycleOf(lamps.version, routeOf('getLamp'))).to.equal(undefined);
  });

  it('is announced together with those of its parts', () => {
    const ids = lifecyclesOf(dying, routeOf('listLamps')).map(({ id }) => id);
    expect(ids).to.deep.equal(['v1', 'lamps-colour']);
  });

  it('is refused from its date on, with the successor and the guide', () => {
    expect(refusalAt('2027-11-30T23:59:59Z', lamps.burning)).to.equal(undefined);
    const refusal = refusalAt('2027-12-01T00:00:00Z', lamps.burning);
    expect(refusal?.code).to.equal('request.gone');
    expect(refusal?.message).to.equal(
      'This is gone since 2027-12-01. Use /v2/tools/best instead. See /docs/guides/lamps-burning.',
    );
  });

  it('has a reason when there is no successor', () => {
    const successor = { none: 'Lamps burn by themselves.' };
    expect(refusalAt('2027-12-01', { ...lamps.burning, successor })?.message).to.include(
      'since 2027-12-01. Lamps burn by themselves. See',
    );
  });

  it('is refused by consent only once it was decided', () => {
    const after = '2027-12-05T00:00:00Z';
    const decided = (state: KnownState['state']) =>
      refusalAt(after, consent, { known: { state, withoutBrownouts: false } })?.code;
    expect(refusalAt(after, consent)).to.equal(undefined);
    expect(decided('deprecated')).to.equal(undefined);
    expect(decided('held')).to.equal(undefined);
    expect(decided('gone')).to.equal('request.gone');
    expect(
      refusalAt('2027-11-30', consent, { known: { state: 'gone', withoutBrownouts: false } }),
      'before its date',
    ).to.equal(undefined);
  });

  it('is not refused by the date alone where an operator holds it', () => {
    const known: KnownState = { state: 'held', withoutBrownouts: false };
    expect(refusalAt('2027-12-05', lamps.burning, { known })).to.equal(undefined);
  });

  const window = { from: new Date('2027-10-05T14:00:00Z'), until: new Date('2027-10-05T14:15:00Z') };
  const off: KnownState = { state: 'brownout', window, withoutBrownouts: false };

  it('has brownouts, in which it is refused with the time that is left', () => {
    const at = new Date('2027-10-05T14:10:00Z');
    const refusal = refusalAt(at.toISOString(), consent, { known: off });
    expect(refusal?.code).to.equal('request.brownout');
    expect(refusal?.reasons[0].parameters).to.deep.equal({
      until: '2027-10-05T14:15:00Z',
      sunset: '2027-12-01',
      successor: '/v2/tools/best',
      guide: '/docs/guides/lamps-burning',
    });
    expect(refusal && secondsOff(refusal, at)).to.equal(300);
  });

  it('has a brownout only as long as it was decided, whenever the next decision comes', () => {
    for (const day of ['2027-10-05T13:59:59Z', '2027-10-05T14:15:00Z'])
      expect(refusalAt(day, consent, { known: off })).to.equal(undefined);
    expect(refusalAt('2027-10-05T14:10:00Z', consent), 'not decided').to.equal(undefined);
  });

  it('is rehearsed as if nothing kept it', () => {
    const rehearsed = (day: string, known?: KnownState) =>
      refusalAt(day, consent, { isRehearsed: true, ...(known && { known }) })?.code;
    expect(rehearsed('2027-12-01')).to.equal('request.gone');
    expect(rehearsed('2027-12-01', { state: 'held', withoutBrownouts: true })).to.equal('request.gone');
    expect(rehearsed('2027-10-05T14:14:59Z')).to.equal('request.brownout');
    expect(rehearsed('2027-10-05T14:15:00Z')).to.equal(undefined);
  });
});
