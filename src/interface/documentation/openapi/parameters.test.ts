import { expect } from 'chai';
import { MayBeAbsent } from '../../kernel/shapes/optional-rules.js';
import { IsListOf } from '../../kernel/shapes/value-list.js';
import { ok } from '../../kernel/declaration/reply.js';
import { nothing, route } from '../../kernel/declaration/route.js';
import { parametersOf } from './parameters.js';
import { Schemas } from './schemas/schemas.js';

class Query {
  @MayBeAbsent()
  @IsListOf(['title', '-title'], 5)
  sort?: readonly string[];
}

describe('A list of values in the document', () => {
  it('is one text with commas, of values that are listed one by one', () => {
    const listBooks = route({
      operationId: 'listBooks',
      method: 'GET',
      path: '/books',
      since: '1.0',
      summary: 'List books',
      audience: 'anonymous',
      accepts: { query: Query },
      responds: { 200: nothing },
      handle: async () => ok(undefined),
    });
    const [sort] = parametersOf(
      { major: 1, baseline: '1.0', changes: [] } as never,
      listBooks,
      new Schemas(),
    );
    expect(sort).to.deep.equal({
      name: 'sort',
      in: 'query',
      required: false,
      style: 'form',
      explode: false,
      schema: { type: 'array', items: { type: 'string', enum: ['title', '-title'] }, maxItems: 5 },
    });
  });
});
