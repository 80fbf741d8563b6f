import { IsIn, IsInt, IsString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Example } from '../kernel/shapes/text-rules.js';
import { v2Id } from './ids-in-v2.js';

export class Deleted {
  @IsIn(['Success'])
  @Example('Success')
  status!: 'Success';

  @IsInt()
  @Example(1)
  id!: number;

  @IsString()
  @JSONSchema({ description: 'The id of the same thing in `/v2`.' })
  @Example(v2Id('book', 1))
  v2_id!: string;
}

export function presentDeleted(type: 'book' | 'patron', id: number): Deleted {
  return { status: 'Success', id, v2_id: v2Id(type, id) };
}
