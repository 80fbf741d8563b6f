import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  isISO4217CurrencyCode,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { bounds } from '../../../application/orders/order-rules.js';
import { fault } from '../../../domain/kernel/field-fault.js';
import { codeMax, codePattern } from '../../../domain/kernel/known-code.js';
import { combineDecorators } from '../../kernel/shapes/apply-decorators.js';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { TextRule, withFault } from '../../kernel/shapes/rule.js';
import { Example, IsText } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';

function IsSupplier(): PropertyDecorator {
  return combineDecorators(IsText(1, bounds.supplier), Example('Harbour Books'));
}

/** The code of a currency that is in use. class-validator takes lower case, too. */
function IsCurrency(): PropertyDecorator {
  const sentence = '{{field}} must be the code of a currency (ISO 4217), such as EUR';
  const wrong = fault('wrong_format', sentence, { format: 'iso4217' });
  const isCode = (text: string) => text === text.toUpperCase() && isISO4217CurrencyCode(text);
  return combineDecorators(
    IsString(),
    TextRule('isCurrency', isCode, wrong),
    JSONSchema({
      description: 'ISO 4217. All prices of the order are in its minor unit.',
    }) as PropertyDecorator,
    Example('EUR'),
  );
}

function IsQuantity(): PropertyDecorator {
  return combineDecorators(IsInt(), Min(1), Max(bounds.quantity), Example(1));
}

/** A line: either a book of the catalogue, or a title to come. */
export class NewOrderLine {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'A book of the catalogue. The line then has no title, author or ISBN.' })
  @Example(toId('book', 1))
  bookId?: string;

  @MayBeAbsent()
  @IsText(1, bounds.title)
  @JSONSchema({ description: 'A title to come, which the catalogue does not have yet.' })
  title?: string;

  @MayBeAbsent()
  @IsText(1, bounds.isbn)
  @JSONSchema({ description: 'Of a title to come.' })
  isbn?: string;

  @MayBeAbsent()
  @IsText(1, bounds.author)
  @JSONSchema({ description: 'Of a title to come.' })
  author?: string;

  @IsQuantity()
  quantity!: number;

  @IsInt()
  @Min(0)
  @Max(bounds.unitPrice)
  @JSONSchema({ description: 'The price of one copy, in the minor unit of the currency: cents for `EUR`.' })
  @Example(1_250)
  unitPrice!: number;
}

function AreLines(): PropertyDecorator {
  return combineDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(bounds.lines),
    ValidateNested({ each: true }),
    Type(() => NewOrderLine),
  );
}

/** A draft of an order. */
export class NewOrder {
  @IsSupplier()
  supplier!: string;

  @IsCurrency()
  currency!: string;

  @AreLines()
  lines!: NewOrderLine[];
}

/** Changes to a draft. Lines that are sent replace all former ones. */
export class OrderPatch {
  @MayBeAbsent()
  @IsSupplier()
  supplier?: string;

  @MayBeAbsent()
  @IsCurrency()
  currency?: string;

  @MayBeAbsent()
  @AreLines()
  lines?: NewOrderLine[];
}

function AreBarcodes(): PropertyDecorator {
  const characters = '{{field}} must consist of visible ASCII characters without spaces';
  const repeated = '{{field}} must have each barcode once';
  return combineDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(bounds.quantity),
    IsText(1, bounds.barcode, { each: true }),
    Matches(/^[!-~]+$/, { each: true, ...withFault(fault('wrong_characters', characters)) }),
    ArrayUnique(upper, withFault(fault('repeated', repeated))),
    JSONSchema({
      description:
        'One for each copy, unique in the library without regard to case. Absent: new barcodes are made.',
    }) as PropertyDecorator,
    Example(['HB-0001']),
  );
}

function upper(barcode: unknown): unknown {
  return typeof barcode === 'string' ? barcode.toUpperCase() : barcode;
}

/** Copies of one line that have come. */
export class NewDelivery {
  @IsInt()
  @Min(1)
  @Max(bounds.lines)
  @JSONSchema({ description: 'The number of the line.' })
  @Example(1)
  line!: number;

  @IsQuantity()
  quantity!: number;

  @MayBeAbsent()
  @AreBarcodes()
  barcodes?: string[];

  @IsText(1, codeMax)
  @Matches(codePattern)
  @JSONSchema({ description: 'The kind of the new copies, such as `standard` or `short_loan`.' })
  @Example('standard')
  kind = 'standard';

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
