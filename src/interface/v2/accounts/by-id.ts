import { IsString } from 'class-validator';
import { Example } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';

export class ApiKeyById {
  @IsString()
  @Example(toId('apiKey', 1))
  id!: string;
}
