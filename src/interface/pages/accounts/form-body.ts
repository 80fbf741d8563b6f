import { MaxLength } from 'class-validator';
import { IsEmailAddress, IsText } from '../../kernel/shapes/text-rules.js';

export class AskFields {
  @IsEmailAddress()
  @MaxLength(254)
  email!: string;
}

export class PasswordFields {
  @IsText(8, 128)
  password!: string;
}
