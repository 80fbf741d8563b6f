import { IsIn } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { bounds } from '../../../application/orders/order-rules.js';
import { statusValues, type OrderStatus } from '../../../application/orders/views.js';
import { MayBeAbsent } from '../../kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../kernel/shapes/text-rules.js';
import { ListQuery } from '../lists.js';

export class OrderListQuery extends ListQuery {
  @MayBeAbsent()
  @IsIn(statusValues)
  @Example('ordered')
  status?: OrderStatus;

  @MayBeAbsent()
  @IsText(1, bounds.supplier)
  @JSONSchema({ description: 'The whole name of the supplier. Case is ignored.' })
  @Example('Harbour Books')
  supplier?: string;
}
