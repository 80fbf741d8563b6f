import { Example } from '../kernel/shapes/text-rules.js';
import { IsWholeNumber } from './whole-number.js';

/** The integer id of v1, in decimal digits. A number that no row can have is not found. */
export class ById {
  @IsWholeNumber()
  @Example(1)
  id!: number;
}
