import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsObject, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../../kernel/shapes/text-rules.js';
import { Tokens } from './token-shapes.js';

export class PasswordChange {
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  @JSONSchema({ format: 'password' })
  @Example('a long and quiet evening')
  currentPassword!: string;

  @IsText(8, 128)
  @JSONSchema({ format: 'password' })
  @Example('another long and quiet evening')
  newPassword!: string;

  @MayBeAbsent()
  @IsBoolean()
  @JSONSchema({ description: 'Whether all API keys of the account are revoked as well.', default: false })
  @Example(false)
  revokeKeys?: boolean;
}

export class KeyCounts {
  @IsInt()
  @JSONSchema({ description: 'Number of API keys that are still valid.' })
  @Example(1)
  valid!: number;

  @IsInt()
  @JSONSchema({ description: 'Number of API keys that this change has revoked.' })
  @Example(0)
  revoked!: number;
}

/** The new tokens of the client that changed the password, and the API keys of the account. */
export class ChangedPassword extends Tokens {
  @IsObject()
  @ValidateNested()
  @Type(() => KeyCounts)
  apiKeys!: KeyCounts;
}
