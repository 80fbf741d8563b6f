import { expect } from 'chai';
import { obstacleLine, proofText, readProof } from './lifecycle-lines.js';

const at = new Date('2027-12-02T00:00:00Z');

describe('The lines about a sunset', () => {
  it('name who would break, with the calls and the last of them', () => {
    expect(obstacleLine({ kind: 'caller', consumerId: 7, name: 'Kiosk', calls: 3, lastAt: at })).to.equal(
      'Kiosk (client 7) would break: 3 calls in 30 days, the last at 2027-12-02T00:00:00.000Z',
    );
  });

  it('tell each other obstacle', () => {
    const lines = [
      obstacleLine({ kind: 'extension', consumerId: 7, name: 'Kiosk', until: at }),
      obstacleLine({ kind: 'anonymous', calls: 5, confirmed: 2 }),
      obstacleLine({ kind: 'no_usage_data' }),
      obstacleLine({ kind: 'not_told', consumerId: 7, name: 'Kiosk' }),
      obstacleLine({ kind: 'switch' }),
    ];
    expect(new Set(lines)).to.have.lengthOf(5);
    expect(lines[1]).to.include('5').and.include('2');
  });

  it('give a record that can be read again', () => {
    const proof = { id: 3, lifecycleId: 'v1-list', at, madeAt: at, content: '{"a":1}', hash: 'abc' };
    expect(readProof(proofText(proof))).to.deep.equal({ id: 3, content: '{"a":1}', hash: 'abc' });
  });

  it('refuse a file that is no record', () => {
    for (const text of ['', '{}', '[]', 'null', '{"id":"3","hash":"a","content":"b"}'])
      expect(() => readProof(text), text).to.throw('not a record');
  });
});
