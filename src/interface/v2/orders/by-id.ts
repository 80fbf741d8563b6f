import { IsString } from 'class-validator';
import { Example } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';

export class OrderById {
  @IsString()
  @Example(toId('order', 1))
  id!: string;
}
