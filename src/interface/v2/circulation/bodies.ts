import { Type } from 'class-transformer';
import { IsDefined, IsObject, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { combineDecorators } from '../../kernel/input/apply-decorators.js';
import { MayBeAbsent } from '../../kernel/input/optional-rules.js';
import { Example, IsText } from '../../kernel/input/text-rules.js';
import { toId } from '../ids.js';

/** A librarian's word that what stands against it shall not count this time. */
export class LoanOverride {
  @IsText(1, 500)
  @JSONSchema({ description: 'Why. It is kept in the audit trail for ever, so it must name nobody.' })
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
      description:
        'Sets aside what a librarian may set aside; without anything of that kind it does nothing.',
    }) as PropertyDecorator,
  );
}

/** The copy that lies on the desk. */
export class CopyScan {
  @IsText(1, 50)
  @JSONSchema({ description: 'Upper and lower case are alike.' })
  @Example('C00000001')
  copyBarcode!: string;
}

/** A copy, and who would have it. */
export class LoanScan extends CopyScan {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'For whom; only a librarian borrows for somebody else.' })
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
