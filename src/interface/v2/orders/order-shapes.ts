import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { statusValues, type OrderStatus } from '../../../application/orders/views.js';
import { OpenEnum } from '../../kernel/minors/open-enum.js';
import { MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';
import { PageInfo } from '../lists.js';

/** One line of an order. */
export class OrderLine {
  @IsInt()
  @JSONSchema({ description: 'From 1, in the order of the lines.' })
  @Example(1)
  number!: number;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null until the first copy of a title to come is received.' })
  @Example(toId('book', 1))
  bookId!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Of a title to come; null for a book that the catalogue had already.' })
  @Example(null)
  title!: string | null;

  @MayBeNull()
  @IsString()
  @Example(null)
  isbn!: string | null;

  @MayBeNull()
  @IsString()
  @Example(null)
  author!: string | null;

  @IsInt()
  @JSONSchema({ description: 'How many copies were ordered.' })
  @Example(2)
  quantity!: number;

  @IsInt()
  @JSONSchema({ description: 'The price of one copy, in the minor unit of the currency: cents for `EUR`.' })
  @Example(1_250)
  unitPrice!: number;

  @IsInt()
  @JSONSchema({ description: 'How many copies have come.' })
  @Example(0)
  received!: number;

  @IsInt()
  @JSONSchema({ description: 'The price of all copies of the line.' })
  @Example(2_500)
  total!: number;
}

/** An order without its lines. */
export class ListedOrder {
  @IsString()
  @Example(toId('order', 1))
  id!: string;

  @IsString()
  @Example('Harbour Books')
  supplier!: string;

  @OpenEnum()
  @IsIn(statusValues)
  @JSONSchema({ description: '`received` and `cancelled` are final.' })
  @Example('draft')
  status!: OrderStatus;

  @IsString()
  @JSONSchema({ description: 'ISO 4217. All prices of the order are in its minor unit.' })
  @Example('EUR')
  currency!: string;

  @IsInt()
  @JSONSchema({ description: 'The price of all lines, received or not. The service computes it.' })
  @Example(2_500)
  total!: number;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  createdAt!: string;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  updatedAt!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When it was placed. Null for a draft.' })
  @Example(null)
  orderedAt!: string | null;
}

/** An order of books from a supplier. */
export class Order extends ListedOrder {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OrderLine)
  lines!: OrderLine[];
}

export class OrderList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ListedOrder)
  data!: ListedOrder[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}

/** A copy that was made of what has come. */
export class ReceivedCopy {
  @IsString()
  @Example(toId('copy', 1))
  id!: string;

  @IsString()
  @Example('C00000001')
  barcode!: string;
}

/** What was received: the book, its new copies, and the order as it is now. */
export class Delivery {
  @IsString()
  @Example(toId('book', 1))
  bookId!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ReceivedCopy)
  copies!: ReceivedCopy[];

  @ValidateNested()
  @Type(() => Order)
  order!: Order;
}
