import { expect } from 'chai';
import { IsString, validateSync } from 'class-validator';
import { MayBeAbsent, MayBeNull, optionalityOf } from './optional-rules.js';

class Label {
  @MayBeAbsent()
  @IsString()
  absent?: unknown;

  @MayBeNull()
  @IsString()
  null: unknown;

  @MayBeAbsent()
  @MayBeNull()
  @IsString()
  both?: unknown;

  @IsString()
  required: unknown;
}

const values = { absent: 'a', null: 'n', both: 'b', required: 'r' };

/** Which properties are refused when each of them has this value. */
function refused(value: unknown): string[] {
  return Object.keys(values).filter((name) => {
    const label = Object.assign(new Label(), values, { [name]: value });
    return validateSync(label).length > 0;
  });
}

describe('What a shape accepts in the place of a value', () => {
  it('is nothing at all only where @MayBeAbsent() says so', () => {
    expect(refused(undefined)).to.deep.equal(['null', 'required']);
  });

  it('is null only where @MayBeNull() says so', () => {
    expect(refused(null)).to.deep.equal(['absent', 'required']);
  });

  it('does not weaken the check of a value that is there', () => {
    expect(refused(1)).to.deep.equal(['absent', 'null', 'both', 'required']);
  });

  it('is told to the document as it is checked', () => {
    const told = Object.keys(values).map((name) => optionalityOf(Label, name));
    expect(told).to.deep.equal([
      { mayBeAbsent: true, mayBeNull: false },
      { mayBeAbsent: false, mayBeNull: true },
      { mayBeAbsent: true, mayBeNull: true },
      { mayBeAbsent: false, mayBeNull: false },
    ]);
  });
});
