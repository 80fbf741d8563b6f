import { expect } from 'chai';
import { getMetadataStorage, IsInt, Max, validateSync } from 'class-validator';
import './input.js';

class Shelf {
  @IsInt()
  books: unknown;
}

/** As a check asks for them, or as somebody else does. */
const rules = (always: boolean) =>
  getMetadataStorage().getTargetValidationMetadatas(Shelf, '', always, false);

describe('The rules of a shape', () => {
  it('are searched for once by those who check, and each time by others', () => {
    expect(rules(true)).to.have.lengthOf(1);
    Max(100)(Shelf.prototype, 'books');
    expect(rules(true)).to.have.lengthOf(2);
    expect(validateSync(Object.assign(new Shelf(), { books: 101 }))).to.have.lengthOf(1);
    expect(rules(false)).to.equal(rules(false));
    expect(rules(true)).to.not.equal(rules(true));
  });
});
