import { expect } from 'chai';
import * as lamps from '../../../../test/support/fixture-api/lamps.js';
import { trimLamp } from '../../../../test/support/fixture-api/trimmings.js';
import { deprecatedPartsOf, isSent } from './deprecated-fields.js';
import { openApiDocument } from '../../documentation/openapi/document.js';

describe('A deprecated part', () => {
  it('is found in the query, the body and the answer, also when nested', () => {
    const list = lamps.routes.find(({ operationId }) => operationId === 'listLamps');
    const parts = [...(list ? deprecatedPartsOf(list) : []), ...deprecatedPartsOf(trimLamp)];
    expect(parts.map((part) => `${part.in} ${part.name} ${part.lifecycle.id}`)).to.deep.equal([
      'query colour lamps-colour',
      'body shades.colour lamps-shade-colour',
      'answer colour lamps-trimmed-colour',
    ]);
  });

  it('counts as sent whatever its value, in any entry of a list', () => {
    const name = 'shades.colour';
    expect(isSent(name, { shades: [{ material: 'silk' }, { colour: null }] })).to.equal(true);
    expect(isSent('colour', { colour: undefined })).to.equal(true);
    const others = [
      undefined,
      null,
      'shades.colour',
      { shades: 'colour' },
      { shades: [{}] },
      { colour: 1 },
      [],
    ];
    for (const other of others) expect(isSent(name, other), JSON.stringify(other)).to.equal(false);
    expect(isSent('constructor', {})).to.equal(false);
  });

  it('is marked in the document at the field itself', () => {
    // oxlint-disable-next-line typescript/no-explicit-any -- tests read many places of a document
    const { schemas } = (openApiDocument(lamps.version, [trimLamp]) as any).components;
    expect(schemas.Shade.properties.colour).to.include({
      deprecated: true,
      'x-lifecycle-id': 'lamps-shade-colour',
      'x-deprecated-at': '2027-01-01T00:00:00Z',
      'x-sunset': '2028-02-01T00:00:00Z',
    });
    expect(schemas.Shade.properties.material).to.not.have.property('deprecated');
    expect(schemas.Trimmed.properties.colour).to.deep.include({ deprecated: true, type: ['string', 'null'] });
  });
});
