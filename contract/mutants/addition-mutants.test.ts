import { expect } from 'chai';
import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import { gadgets } from '../../test/support/fixture-api/gadgets.js';
import { compare } from '../differ/compare.js';
import { told } from '../differ/report.js';
import { tryAdditions } from './addition-mutants.js';

describe('The mutants of the lists of changes', () => {
  it('are all found, for an API that adds something of every kind', () => {
    expect(tryAdditions([gadgets(true)])).to.deep.equal({ tried: 8, wrong: [] });
  });

  it('are not found where nothing is forgotten: the next minor is a step that the differ allows', () => {
    const { version, routes } = gadgets(true);
    const [first, second] = ['1.0', '1.1'].map((minor) => openApiDocument(version, routes, minor)) as [
      object,
      object,
    ];
    expect(compare(first, second, 'compatible').map(told)).to.deep.equal([]);
  });
});
