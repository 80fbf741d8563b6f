import { expect } from 'chai';
import { Type } from 'class-transformer';
import { IsInt, IsObject, Max, ValidateNested } from 'class-validator';
import fc from 'fast-check';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { checkInput } from './validate.js';
import type { RawInput } from '../declaration/route.js';
import { IsText } from '../shapes/text-rules.js';
import { sentencesOf } from '../../../../test/support/refusal-of.js';

class Path {
  @Type(() => Number)
  @IsInt()
  id!: number;
}

class Query {
  @Type(() => Number)
  @IsInt()
  @Max(9)
  page = 1;
}

class Author {
  @IsText(1, 10)
  name!: string;
}

class Body {
  @IsText(1, 10)
  title!: string;

  @ValidateNested({ each: true })
  @IsObject({ each: true })
  @Type(() => Author)
  authors: Author[] = [];
}

const accepts = { path: Path, query: Query, body: Body };
const good: RawInput = { path: { id: '7' }, query: {}, body: { title: 'Emma' } };

/** The faults of an input, by field. */
function faultsOf(changes: Partial<RawInput>, unknownQueryIsFault = false): object {
  try {
    checkInput(accepts, { ...good, ...changes }, unknownQueryIsFault);
    return {};
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sentencesOf(error.fields);
  }
}

describe('The validation of input', () => {
  it('returns each part as an instance of its shape, with its defaults', () => {
    const { path, query, body } = checkInput(accepts, good, true);
    expect(path).to.be.instanceOf(Path).and.deep.equal({ id: 7 });
    expect(query).to.be.instanceOf(Query).and.deep.equal({ page: 1 });
    expect(body).to.be.instanceOf(Body).and.deep.equal({ title: 'Emma', authors: [] });
  });

  it('returns nothing for a part that the route does not accept, whatever was sent', () => {
    expect(checkInput({ path: Path }, { ...good, query: { a: 1 }, body: 'x' }, true)).to.deep.equal({
      path: { id: 7 },
      query: undefined,
      body: undefined,
      form: undefined,
      files: undefined,
    });
  });

  it('reports the faults of all parts together', () => {
    const faults = faultsOf({ path: { id: 'x' }, query: { page: '10' }, body: { title: 7 } });
    expect(Object.keys(faults)).to.deep.equal(['id', 'page', 'title']);
  });

  it('reports the path of a nested fault', () => {
    const faults = faultsOf({
      body: { title: 'Emma', authors: [{ name: 'Jane' }, { name: '', born: 1775 }] },
    });
    expect(faults).to.deep.equal({
      'authors.1.born': ['born is not known here'],
      'authors.1.name': ['name must not be blank', 'name must be longer than or equal to 1 characters'],
    });
  });

  it('always refuses an unknown field of a body, and an unknown query parameter if the version does', () => {
    expect(faultsOf({ body: { title: 'Emma', pages: 400 } })).to.deep.equal({
      pages: ['pages is not known here'],
    });
    expect(faultsOf({ query: { sort: 'x' } }, false)).to.deep.equal({});
    expect(faultsOf({ query: { sort: 'x' } }, true)).to.deep.equal({ sort: ['sort is not known here'] });
  });

  it('also refuses unknown fields with names of JavaScript properties', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf', '__defineGetter__', 'then']) {
      const body = JSON.parse(`{"title":"Emma","${name}":{"polluted":true}}`) as object;
      expect(Object.entries(faultsOf({ body }))).to.deep.equal([[name, [`${name} is not known here`]]]);
    }
    expect({}).to.not.have.property('polluted');
  });

  it('treats a missing body as an empty one, and accepts only an object as a body', () => {
    expect(Object.keys(faultsOf({ body: undefined }))).to.deep.equal(['title']);
    for (const body of [null, 0, '', 'x', true, [], [{ title: 'Emma' }]]) {
      expect(faultsOf({ body })).to.deep.equal({ body: ['body must be a JSON object'] });
    }
  });

  it('accepts twenty levels and no more', () => {
    const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });
    const tooDeep = { body: ['body must not be nested deeper than 20 levels'] };
    expect(Object.keys(faultsOf({ body: nested(19) }))).to.deep.equal(['a', 'title']);
    expect(faultsOf({ body: nested(20) })).to.deep.equal(tooDeep);
    expect(faultsOf({ body: nested(5_000) })).to.deep.equal(tooDeep);
  });

  it('refuses a value that cannot be converted to a number or a string', () => {
    const stubborn = { toString: [], valueOf: [] };
    expect(faultsOf({ body: { title: 'Emma' }, query: { page: stubborn } })).to.deep.equal({
      body: ['body has a value that cannot be read'],
    });
  });

  it('returns an instance or a refusal for any JSON, and never throws anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (title, more) => {
        const bodies = [title, { title }, { title, more }, { title: 'Emma', authors: more }];
        for (const body of bodies) faultsOf({ body, query: { page: more } });
      }),
      { numRuns: 300 },
    );
  });
});
