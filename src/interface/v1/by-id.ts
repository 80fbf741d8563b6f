import { Type } from 'class-transformer';
import { IsInt } from 'class-validator';
import { Example } from '../kernel/text.js';

/** The integer id of v1. A number that no row can have is simply not found. */
export class ById {
  @Type(() => Number)
  @IsInt()
  @Example(1)
  id!: number;
}
