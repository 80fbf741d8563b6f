import { expect } from 'chai';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { MayBeAbsent } from './optional-rules.js';
import { checkInput } from '../input/validate.js';
import { IsListOf } from './value-list.js';

class Query {
  @MayBeAbsent()
  @IsListOf(['title', 'year'], 3)
  fields?: readonly string[];
}

function read(query: object): unknown {
  return (checkInput({ query: Query }, { path: {}, query, body: undefined }, true).query as Query).fields;
}

function faultOf(query: object): unknown {
  try {
    read(query);
  } catch (error) {
    return error instanceof Refusal ? error.fields?.['fields'] : error;
  }
  return undefined;
}

describe('A list of values in a query', () => {
  it('is read from one text with commas', () => {
    expect(read({ fields: 'year,title' })).to.deep.equal(['year', 'title']);
  });

  it('continues in a repeated parameter', () => {
    expect(read({ fields: ['year', 'title,year'] })).to.deep.equal(['year', 'title', 'year']);
  });

  it('may be absent', () => {
    expect(read({})).to.equal(undefined);
  });

  for (const fields of ['colour', 'title,colour', '', 'title,', ' title', 'Title', ['title', 'colour']]) {
    it(`is refused for ${JSON.stringify(fields)}, with the possible values`, () => {
      expect(faultOf({ fields }))
        .to.be.an('array')
        .with.length(1)
        .and.to.have.nested.property('[0].parameters.allowed')
        .that.deep.equals(['title', 'year']);
    });
  }

  it('is refused when it is too long', () => {
    expect(faultOf({ fields: 'title,title,title,title' }))
      .to.be.an('array')
      .with.length(1);
  });

  it('is refused when it has a value that is no text', () => {
    expect(faultOf({ fields: [{ title: 'x' }] }))
      .to.be.an('array')
      .with.length(1);
  });
});
