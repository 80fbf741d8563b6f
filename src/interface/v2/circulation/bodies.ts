import { Type } from 'class-transformer';
import { IsDefined, IsObject, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { combineDecorators } from '../../kernel/shapes/apply-decorators.js';
import { MayBeAbsent } from '../../kernel/shapes/optional-rules.js';
import { Example, IsText, Trimmed } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';

/** A librarian's decision to override the reasons against a loan or a renewal. */
export class LoanOverride {
  @IsText(1, 500)
  @JSONSchema({
    description: 'The reason. The audit trail keeps it for ever, so it must not name any person.',
  })
  @Example('The card is being renewed at the next desk.')
  reason!: string;
}

function IsOverride(): PropertyDecorator {
  return combineDecorators(
    MayBeAbsent(),
    IsDefined(),
    IsObject(),
    ValidateNested(),
    Type(() => LoanOverride),
    JSONSchema({
      description: 'Overrides the reasons that a librarian can override. It has no effect if there are none.',
    }) as PropertyDecorator,
  );
}

/** A scanned copy. */
export class CopyScan {
  @Trimmed()
  @IsText(1, 50)
  @JSONSchema({ description: 'Case is ignored, and so is white space around it.' })
  @Example('C00000001')
  copyBarcode!: string;
}

/** A scanned copy and its borrower. */
export class LoanScan extends CopyScan {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({
    description: 'The borrower; the caller if absent. Only a librarian can name another patron.',
  })
  @Example(toId('patron', 3))
  patronId?: string;
}

export class NewLoan extends LoanScan {
  @IsOverride()
  override?: LoanOverride;
}

export class NewRenewal {
  @IsOverride()
  override?: LoanOverride;
}
