import { IsIn, IsInt } from 'class-validator';
import { Example } from '../kernel/shapes/text-rules.js';
import { IsV2Id, v2Id, type IdType } from './ids-in-v2.js';

export class Deleted {
  @IsIn(['Success'])
  @Example('Success')
  status!: 'Success';

  @IsInt()
  @Example(1)
  id!: number;

  @IsV2Id('book')
  v2_id!: string;
}

export function presentDeleted(type: IdType, id: number): Deleted {
  return { status: 'Success', id, v2_id: v2Id(type, id) };
}
