import { Transform } from 'class-transformer';
import { IsInt } from 'class-validator';
import { Example } from '../kernel/text.js';

/** The integer id of v1, in decimal digits. A number that no row can have is simply not found. */
export class ById {
  @Transform(({ value }: { value: string }) => (/^-?\d+$/.test(value) ? Number(value) : value))
  @IsInt()
  @Example(1)
  id!: number;
}
