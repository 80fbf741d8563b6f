import { expect } from 'chai';
import * as lamps from '../../../../test/support/fixture-api/lamps.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { lifecycleOf, lifecyclesOf, refuseAfterSunset } from './sunset.js';
import type { Lifecycle } from './lifecycle.js';
import type { Route } from './route.js';

const ofMajor: Lifecycle = { ...lamps.burning, id: 'v1', sunset: '2029-12-01' };
const dying = { ...lamps.version, lifecycle: ofMajor };
const routeOf = (id: string) => lamps.routes.find(({ operationId }) => operationId === id) as Route;

function refusalAt(day: string, lifecycle: Lifecycle): Refusal | undefined {
  try {
    refuseAfterSunset({ now: () => new Date(day) }, { whole: lifecycle, parts: [] }, { query: {} });
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
});
