import { IsString } from 'class-validator';
import { Example } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';

export class LoanById {
  @IsString()
  @Example(toId('loan', 74))
  id!: string;
}
