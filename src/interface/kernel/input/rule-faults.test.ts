import { expect } from 'chai';
import { ArrayMaxSize, IsArray, IsIn, IsString, IsUrl, Matches, Min, validateSync } from 'class-validator';
import { fault } from '../../../domain/kernel/field-fault.js';
import { filled } from '../../../domain/kernel/field-fault.js';
import { faultOfError } from './rule-faults.js';
import { Rule, withFault } from '../shapes/rule.js';

const odd = fault('invalid', '{{field}} must be odd');

class Shape {
  @Min(3)
  number = 1;

  @IsArray()
  @ArrayMaxSize(1)
  @IsIn(['a', 'b'], { each: true })
  list: unknown = ['a', 'c'];

  @Matches(/^x$/)
  @IsString()
  pattern = 'y';

  @Matches(/^x$/, withFault(fault('wrong_characters', '{{field}} must be an x')))
  letter = 'y';

  @Rule('isOdd', (value) => (Number(value) % 2 === 1 ? undefined : odd))
  own = 4;

  @IsUrl()
  unlisted = 'nowhere';
}

const found = validateSync(new Shape(), { validationError: { target: true, value: true } }).flatMap((error) =>
  Object.entries(error.constraints ?? {}).map(([rule, sentence]) => ({
    sentence,
    fault: faultOfError(error, rule, sentence),
    field: error.property,
  })),
);
const of = (field: string) => found.filter((each) => each.field === field).map((each) => each.fault);

describe('The fault of a rule', () => {
  it('has a code and the arguments of the rule', () => {
    expect(of('number')).to.deep.equal([
      fault('too_small', '{{field}} must not be less than {{minimum}}', { minimum: 3 }),
    ]);
  });

  it('is told of each value of a list', () => {
    const sentences = of('list').map(({ code, message }) => [code, message]);
    expect(sentences).to.deep.include([
      'not_one_of',
      'each value in {{field}} must be one of the following values: {{allowed}}',
    ]);
    expect(sentences).to.deep.include([
      'too_many',
      '{{field}} must contain no more than {{maximum}} elements',
    ]);
  });

  it('is that of the declaration, if it names one', () => {
    expect(of('letter')).to.deep.equal([fault('wrong_characters', '{{field}} must be an x')]);
    expect(of('own')).to.deep.equal([odd]);
  });

  it('has the sentence of class-validator, word by word', () => {
    for (const each of found.filter(({ field }) => ['number', 'list', 'pattern'].includes(field))) {
      const { message, parameters } = each.fault;
      expect(filled(message, { ...parameters, field: each.field })).to.equal(each.sentence);
    }
  });

  it('is only known to be one for a rule that has no code yet', () => {
    expect(of('unlisted')).to.deep.equal([fault('invalid', 'unlisted must be a URL address')]);
  });
});
