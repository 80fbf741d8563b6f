import { IsString } from 'class-validator';
import { Example } from '../../kernel/text.js';
import { toId } from '../ids.js';

export class LoanById {
  @IsString()
  @Example(toId('loan', 1))
  id!: string;
}
