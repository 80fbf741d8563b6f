import { expect } from 'chai';
import { readField } from './field.js';

describe('A field of a feature to be made', () => {
  const plain = { isOptional: false, fallback: undefined, max: 1_000, values: [], target: undefined };

  for (const [text, field] of [
    ['title:text!', { name: 'title', type: 'text' }],
    ['title:text', { name: 'title', type: 'text' }],
    ['code:text(5)?', { name: 'code', type: 'text', max: 5, isOptional: true }],
    ['seats:integer=-3', { name: 'seats', type: 'integer', fallback: '-3' }],
    ['startsAt:datetime?', { name: 'startsAt', type: 'datetime', isOptional: true }],
    ['kind:enum(a|b_2)=a', { name: 'kind', type: 'enum', values: ['a', 'b_2'], fallback: 'a' }],
    [
      'book:ref(catalogue.book)',
      { name: 'book', type: 'ref', target: { feature: 'catalogue', entity: 'book' } },
    ],
    ["hall:text=It's = here", { name: 'hall', type: 'text', fallback: "It's = here" }],
  ] as const) {
    it(`is read from ${text}`, () => {
      expect(readField(text)).to.deep.equal({ ...plain, ...field });
    });
  }

  for (const [text, why] of [
    ['title', 'is no field'],
    ['', 'is no field'],
    ['title:', 'is no field'],
    ['title:text!!', 'is no field'],
    ['title:string', 'unknown type'],
    ['title:money', 'unknown type'],
    ['a b:text', 'no word in camelCase'],
    ['a-b:text', 'no word in camelCase'],
    ['Title:text', 'no word in camelCase'],
    ['__proto__:text', 'no word in camelCase'],
    ['x; drop table book:text', 'no word in camelCase'],
    [`${'x'.repeat(41)}:text`, 'no word in camelCase'],
    ['constructor:text', 'reserved word'],
    ['order:text', 'reserved word'],
    ['class:text', 'reserved word'],
    ['currentDate:text', 'reserved word'],
    ['currentUser:text', 'reserved word'],
    ['currentTime:text', 'reserved word'],
    ['sessionUser:text', 'reserved word'],
    ['systemUser:text', 'reserved word'],
    ['currentTimestamp:text', 'reserved word'],
    ['id:text', 'every feature has already'],
    ['createdAt:datetime', 'every feature has already'],
    ['title:text(0)', 'no number from 1'],
    ['title:text(10001)', 'no number from 1'],
    ['title:text(x)', 'no number from 1'],
    ['seats:integer(3)', 'something in brackets'],
    ['seats:integer=many', 'no integer'],
    ['seats:integer=2147483648', 'no integer'],
    ['seats:integer=1.5', 'no integer'],
    ['open:boolean=yes', 'no boolean'],
    ['on:date=2027-02-30', 'reserved word'],
    ['day:date=2027-02-30', 'no date'],
    ['at:datetime=2027-02-30T00:00:00Z', 'no datetime'],
    ['at:datetime=tomorrow', 'no datetime'],
    ['kind:enum', '2 to 20 different values'],
    ['kind:enum(a)', '2 to 20 different values'],
    ['kind:enum(a|a)', '2 to 20 different values'],
    ["kind:enum(a|b')", '2 to 20 different values'],
    ['kind:enum(a|b)=c', 'no enum'],
    ['details:enum(a|b)', 'the code of every feature'],
    ['view:enum(a|b)', 'the code of every feature'],
    ['list:enum(a|b)', 'the code of every feature'],
    ['patch:enum(a|b)', 'the code of every feature'],
    ['v1:enum(a|b)', 'the code of every feature'],
    ['book:ref', 'needs a feature'],
    ['book:ref(book)', 'needs a feature'],
    ['book:ref(catalogue.book)=1', 'no ref'],
    ['toString:text?', 'every object'],
    ['title:text(3)=long', 'no text'],
    ['title:text= ', 'no text'],
    ['title:text=a*/b', 'no text'],
    ['title:text=a`b', 'no text'],
    ['title:text=a\nb', 'no text'],
    ['title:text=a\0b', 'no text'],
    ['title:text=\ud800', 'no text'],
    ['title:text?=x', 'omit the mark'],
  ] as const) {
    it(`is refused as ${JSON.stringify(text)}`, () => {
      expect(() => readField(text)).to.throw(why);
    });
  }
});
