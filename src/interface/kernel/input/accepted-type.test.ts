import { expect } from 'chai';
import fc from 'fast-check';
import { acceptedType } from './accepted-type.js';

const json = 'application/json';
const accepts = (accept: string | undefined): boolean => acceptedType(accept, [json]) === json;

describe('Content negotiation', () => {
  const good = [
    undefined,
    '',
    ',',
    '*/*',
    '*',
    'application/*',
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json;charset=iso-8859-1',
    'application/json; version=2; q=0.1',
    'application/json;profile="a,b;q=0"',
    'application/*; v=1',
    'application/json;',
    'application/json; q=0.001',
    'application/json;q=high',
    'text/html, application/json;q=0.1',
    'text/html;level=1,, application/json ; charset=utf-8;q=0.5',
    '*/*;q=0, application/json',
    'application/*;q=0, application/json;v=1',
    'application/json;v=1;q=0, */*',
    'application/json;q=0.5;ext=1',
    'text/html;q="0.5", */*;q=0.1',
  ];
  for (const accept of good) {
    it(`gives JSON to a client that accepts ${accept}`, () => {
      expect(accepts(accept)).to.equal(true);
    });
  }

  const bad = [
    'text/html',
    'text/*',
    'json',
    'application/jsonx',
    'application/problem+json',
    'application/json;q=0',
    'application/json; charset=utf-8; q=0.0',
    'application/json;q=0, */*',
    'application/*;q=0, */*',
    'application/json;v=1, application/json;q=0',
    'text/html;x="application/json"',
    '"application/json"',
  ];
  for (const accept of bad) {
    it(`has nothing for a client that accepts ${accept}`, () => {
      expect(accepts(accept)).to.equal(false);
    });
  }

  const both = ['text/html', json] as const;
  for (const [accept, type] of [
    ['*/*', 'text/html'],
    ['application/json', json],
    ['text/html;q=0.5, application/json;q=0.6', json],
    ['text/html;v=1;q=0.9, application/json;q=0.6', 'text/html'],
    ['application/json, text/html', json],
    ['*/*, application/json', json],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['text/html;q=0, */*;q=0.1', json],
    ['image/png', undefined],
  ] as const) {
    it(`prefers ${type} for ${accept}`, () => {
      expect(acceptedType(accept, both)).to.equal(type);
    });
  }
});

const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,7}$/).filter((name) => name !== 'q');
const quoted = fc.stringMatching(/^[a-z ,;=q.0]{0,12}$/).map((text) => `"${text}"`);
const parameter = fc.tuple(token, fc.oneof(token, quoted)).map(([name, value]) => `; ${name}=${value}`);
const weight = fc.constantFrom('', ';q=1', '; q=0.5', ';Q=0.001', ';q=1.000');
const type = fc.constantFrom(
  'text/html',
  json,
  'Application/JSON',
  'application/*',
  '*/*',
  'image/png',
  'text/*',
);
const element = fc.record({ type, parameters: fc.array(parameter, { maxLength: 3 }), weight });
const field = fc.array(element, { minLength: 1, maxLength: 6 });

describe('Content negotiation, for every Accept field', () => {
  it('ignores parameters that distinguish nothing', () => {
    fc.assert(
      fc.property(field, (elements) => {
        const full = elements.map((each) => each.type + each.parameters.join('') + each.weight).join(', ');
        const bare = elements.map((each) => each.type + each.weight).join(', ');
        return accepts(full) === accepts(bare);
      }),
      { numRuns: 2_000 },
    );
  });

  it('accepts a listed type, whatever stands beside it', () => {
    fc.assert(
      fc.property(field, field, fc.array(parameter), weight, (before, after, parameters, q) => {
        const line = (some: typeof before) => some.map((each) => each.type + each.weight);
        return accepts([...line(before), json + parameters.join('') + q, ...line(after)].join(','));
      }),
    );
  });

  it('never accepts a type that the client excludes', () => {
    fc.assert(
      fc.property(field, (elements) => {
        const others = elements.filter((each) => !/json/i.test(each.type));
        const excluding = others.map((each) => each.type + each.parameters.join('') + each.weight);
        return !accepts([...excluding, 'application/json;q=0'].join(', '));
      }),
    );
  });

  it('answers any text with an offered type or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        [json, undefined].includes(acceptedType(text, [json])),
      ),
    );
  });
});
