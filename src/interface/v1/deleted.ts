import { IsIn, IsInt } from 'class-validator';
import { Example } from '../kernel/shapes/text-rules.js';

export class Deleted {
  @IsIn(['Success'])
  @Example('Success')
  status!: 'Success';

  @IsInt()
  @Example(1)
  id!: number;
}

export function presentDeleted(id: number): Deleted {
  return { status: 'Success', id };
}
