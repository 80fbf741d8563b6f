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

/** The properties that are refused when each of them has this value. */
function refused(value: unknown): string[] {
  return Object.keys(values).filter((name) => {
    const label = Object.assign(new Label(), values, { [name]: value });
    return validateSync(label).length > 0;
  });
}

describe('A property of a shape', () => {
  it('may be absent only with @MayBeAbsent()', () => {
    expect(refused(undefined)).to.deep.equal(['null', 'required']);
  });

  it('may be null only with @MayBeNull()', () => {
    expect(refused(null)).to.deep.equal(['absent', 'required']);
  });

  it('is validated as usual when it has a value', () => {
    expect(refused(1)).to.deep.equal(['absent', 'null', 'both', 'required']);
  });

  it('is documented as it is validated', () => {
    const told = Object.keys(values).map((name) => optionalityOf(Label, name));
    expect(told).to.deep.equal([
      { mayBeAbsent: true, mayBeNull: false },
      { mayBeAbsent: false, mayBeNull: true },
      { mayBeAbsent: true, mayBeNull: true },
      { mayBeAbsent: false, mayBeNull: false },
    ]);
  });
});
