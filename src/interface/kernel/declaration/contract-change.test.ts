import { expect } from 'chai';
import * as lamps from '../../../../test/support/fixture-api/lamps.js';
import {
  changesAfter,
  downgradeResponse,
  minorsOf,
  upgradeRequest,
  type ContractChange,
} from './contract-change.js';

const { watts, label } = lamps;
const all = [watts, label];
const lamp = { id: 1, name: 'Lamp', watts: 40 };
const answer = { operationId: 'getLamp', status: 200, body: lamp };

describe('A change module', () => {
  it('downgrades an answer, the newest change first', () => {
    expect(downgradeResponse(answer, all)).to.deep.equal({ id: 1, label: 'Lamp' });
    expect(downgradeResponse(answer, [label])).to.deep.equal({ id: 1, label: 'Lamp', watts: 40 });
    expect(downgradeResponse(answer, [])).to.equal(lamp);
  });

  it('keeps the order of the fields, so that the text is unchanged', () => {
    expect(JSON.stringify(downgradeResponse(answer, all))).to.equal('{"id":1,"label":"Lamp"}');
  });

  it('does not affect operations that it does not name', () => {
    expect(downgradeResponse({ ...answer, operationId: 'showBurning' }, all)).to.equal(lamp);
  });

  it('does not modify the answer that it gets', () => {
    downgradeResponse(answer, all);
    expect(lamp).to.deep.equal({ id: 1, name: 'Lamp', watts: 40 });
  });

  it('upgrades a request, the oldest change first', () => {
    const step = (mark: string): ContractChange => ({
      ...watts,
      upgradeRequest: (_, { body, ...rest }) => ({ ...rest, body: `${String(body)}${mark}` }),
    });
    const request = { path: {}, query: {}, body: 'x' };
    expect(upgradeRequest('addLamp', request, [step('1'), step('2')]).body).to.equal('x12');
    expect(upgradeRequest('dimLamp', request, [step('1')])).to.equal(request);
    expect(upgradeRequest('addLamp', request, [watts])).to.equal(request);
  });

  it('applies to requests for an older minor', () => {
    const minors = minorsOf('1.0', all);
    expect(minors).to.deep.equal(['1.0', '1.1', '1.2']);
    expect(changesAfter('1.0', all, minors)).to.deep.equal([watts, label]);
    expect(changesAfter('1.1', all, minors)).to.deep.equal([label]);
    expect(changesAfter('1.2', all, minors)).to.deep.equal([]);
  });

  it('may share its minor with other changes', () => {
    expect(minorsOf('1.0', [watts, { ...label, minor: '1.1' }])).to.deep.equal(['1.0', '1.1']);
    expect(minorsOf('1.0', [])).to.deep.equal(['1.0']);
  });
});
