import { plainToInstance } from 'class-transformer';
import { expect } from 'chai';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { Example, examplesOf, IsEmailAddress, IsPersonName, IsText } from './text-rules.js';

class Required {
  @IsText(1, 5)
  text: unknown;
}

class MayBeEmpty {
  @IsText(0, 5)
  text: unknown;
}

class Reachable {
  @IsEmailAddress()
  text: unknown;
}

class Named {
  @IsPersonName()
  text: unknown;
}

/** The names of the rules that a value violates. */
function broken(Shape: new () => { text: unknown }, text: unknown): string[] {
  const errors = validateSync(Object.assign(new Shape(), { text }));
  return errors.flatMap(({ constraints }) => Object.keys(constraints ?? {}));
}

/** With more special characters than chance would give. */
const codeUnit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0xd83d, 0xdddd));

describe('A text', () => {
  it('is limited in characters, where an emoji is one, though it is stored as two', () => {
    for (const text of ['a', 'abcde', 'äöü', '密码', '🗝🗝🗝🗝🗝', ' a ']) {
      expect(broken(Required, text)).to.deep.equal([]);
    }
    expect(broken(Required, 'abcdef')).to.deep.equal(['maxLength']);
    expect(broken(Required, '🗝🗝🗝🗝🗝🗝')).to.deep.equal(['maxLength']);
  });

  it('is not blank when it is required, for any white space', () => {
    for (const text of [' ', '\t\n', '\u00a0', '\u3000', '\ufeff', '\u2028']) {
      expect(broken(Required, text)).to.deep.equal(['isNotBlank']);
      expect(broken(MayBeEmpty, text)).to.deep.equal([]);
    }
    expect(broken(Required, '')).to.include('isNotBlank');
    expect(broken(MayBeEmpty, '')).to.deep.equal([]);
  });

  it('is not blank when it is required, for any character that a reader does not see', () => {
    for (const text of [
      '\u200b',
      '\u00ad\u2060',
      '\u3164',
      '\u2800',
      '\u0301',
      '\ufffe',
      '\u0001',
      '\u{e0041}',
    ])
      expect(broken(Required, text)).to.deep.equal(['isNotBlank']);
    for (const text of ['\u200bA', '!', '7', '🗝\ufe0f', '\ue000', 'ㅤ가'])
      expect(broken(Required, text)).to.deep.equal([]);
  });

  it('is limited also when it consists of variation selectors', () => {
    expect(broken(MayBeEmpty, '\ufe0f'.repeat(6))).to.deep.equal(['maxLength']);
  });

  it('is a string, and no other value that could be converted', () => {
    for (const value of [undefined, null, 7, true, ['a'], { toString: () => 'a' }]) {
      expect(broken(Required, value)).to.include('isString');
    }
  });

  it('has no NUL and no half of a surrogate pair, which PostgreSQL or UTF-8 cannot store', () => {
    for (const text of ['\0', 'a\0b', '\ud800', 'a\udc00', '\udc00\ud800']) {
      expect(broken(MayBeEmpty, text)).to.deep.equal(['isStorable']);
    }
  });

  it('is unchanged after UTF-8 encoding and decoding when it is accepted', () => {
    fc.assert(
      fc.property(fc.array(codeUnit, { maxLength: 5 }), (units) => {
        const text = String.fromCharCode(...units);
        if (broken(MayBeEmpty, text).length > 0) return;
        expect(Buffer.from(text).toString()).to.equal(text);
        expect(text).to.not.include('\0');
      }),
    );
  });
});

describe('An e-mail address', () => {
  it('is valid, and is refused with any other text or half of a surrogate pair', () => {
    expect(broken(Reachable, 'reader@example.org')).to.deep.equal([]);
    for (const value of [undefined, 7, 'reader', 'a\udfffb', 'a\udfffb@example.org', 'a@\ud800.org']) {
      expect(broken(Reachable, value)).to.deep.equal(['isEmail']);
    }
  });

  it('is valid in every form, and never has an invisible character', () => {
    for (const value of ['Zoë@Example.org', 'ada@müller.example', 'ada@xn--mller-kva.example'])
      expect(broken(Reachable, value)).to.deep.equal([]);
    for (const value of ['a\u200bda@example.org', 'ada@exam\u00adple.org', ' ada@example.org'])
      expect(broken(Reachable, value)).to.deep.equal(['isEmail']);
  });

  it('reaches the handler in one form, and a wrong value as it was sent', () => {
    const read = (text: unknown) => plainToInstance(Reachable, { text }).text;
    expect(read('Ada@Müller.example')).to.equal('ada@xn--mller-kva.example');
    for (const value of ['no address', 7, null, undefined]) expect(read(value)).to.equal(value);
  });
});

describe('The name of a person', () => {
  it('is a text of 1 to 100 characters', () => {
    expect(broken(Named, 'Ada')).to.deep.equal([]);
    expect(broken(Named, 'x'.repeat(101))).to.deep.equal(['maxLength']);
    expect(broken(Named, ' ')).to.deep.equal(['isNotBlank']);
    expect(broken(Named, 7)).to.include('isString');
  });

  it('has no part of an address and no control character', () => {
    for (const text of ['www.evil.example', 'ada@example.org', 'https://evil', 'Ada\r\nBcc', 'Ada\u202e'])
      expect(broken(Named, text)).to.deep.equal(['isPersonName']);
  });
});

describe('An example', () => {
  class Shape {
    @Example(null)
    nothing: unknown;

    @Example(['a', 'b'])
    list: unknown;

    none: unknown;
  }
  class Heir extends Shape {}

  it('may be any value, also null, and differs from a missing one', () => {
    expect(examplesOf(Shape, 'nothing')).to.deep.equal([null]);
    expect(examplesOf(Shape, 'list')).to.deep.equal([['a', 'b']]);
    expect(examplesOf(Shape, 'none')).to.equal(undefined);
  });

  it('is inherited', () => {
    expect(examplesOf(Heir, 'list')).to.deep.equal([['a', 'b']]);
  });
});
