import { IsIn, Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { barcodePattern, bounds, kindPattern } from '../../../../application/catalogue/catalogue-rules.js';
import { copyStatuses, type CopyStatus } from '../../../../application/catalogue/views.js';
import { fault } from '../../../../domain/kernel/field-fault.js';
import { combineDecorators } from '../../../kernel/shapes/apply-decorators.js';
import { withFault } from '../../../kernel/shapes/rule.js';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsText, Trimmed } from '../../../kernel/shapes/text-rules.js';
import { kindWords } from './copy-shapes.js';

function IsKind(): PropertyDecorator {
  return combineDecorators(
    IsText(1, bounds.kind),
    Matches(kindPattern),
    JSONSchema({ description: kindWords }) as PropertyDecorator,
    Example('standard'),
  );
}

function IsBarcode(): PropertyDecorator {
  const sentence = '{{field}} must consist of visible ASCII characters without spaces';
  return combineDecorators(
    Trimmed(),
    IsText(1, bounds.barcode),
    Matches(barcodePattern, withFault(fault('wrong_characters', sentence))),
    Example('C00000001'),
  );
}

class Whereabouts {
  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.callNumber)
  @Example('891.73 DOS')
  callNumber?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.shelf)
  @Example('Novels 4')
  shelf?: string | null;
}

/** A new copy. Without a barcode it gets a generated one. */
export class NewCopy extends Whereabouts {
  @MayBeAbsent()
  @IsBarcode()
  barcode?: string;

  @IsKind()
  kind = 'standard';
}

/** Changes to a copy. Null removes a value. */
export class CopyPatch extends Whereabouts {
  @MayBeAbsent()
  @IsBarcode()
  barcode?: string;

  @MayBeAbsent()
  @IsKind()
  kind?: string;
}

export class CopyMove {
  @IsIn(copyStatuses)
  @Example('in_repair')
  status!: CopyStatus;

  @MayBeAbsent()
  @IsText(1, 500)
  @JSONSchema({
    description: 'The reason. The audit trail keeps it for ever, so it must not name any person.',
  })
  @Example('The spine is loose.')
  note?: string;
}
