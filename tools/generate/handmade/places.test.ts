import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { handmade } from './plan-field.js';
import { readSource } from './syntax.js';

describe('The places of a field', () => {
  for (const { entity, places, beside: usual } of handmade)
    for (const { path, declaration, beside = usual, times = 1 } of places)
      it(`of a ${entity} are where ${path} has ${declaration}`, () => {
        const items = readSource(readFileSync(path, 'utf8')).items(declaration);
        expect(items.filter(({ name }) => name === beside)).to.have.length(times);
      });

  it('are those of the three entities that are older than the templates', () => {
    expect(handmade.map(({ entity }) => entity)).to.deep.equal(['book', 'copy', 'patron']);
  });
});
