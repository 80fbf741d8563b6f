import { Transform } from 'class-transformer';
import { IsDateString, IsIn, IsInt, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example, IsEmailAddress, IsPersonName, IsText } from '../../kernel/shapes/text-rules.js';
import { OpenEnum } from '../../kernel/minors/open-enum.js';
import { IsV2Id } from '../ids-in-v2.js';

const roles = ['patron', 'librarian', 'admin'] as const;

export class RegisterBody {
  @IsPersonName()
  @Example('reader')
  username!: string;

  @IsEmailAddress()
  @MaxLength(254)
  @Example('reader@example.org')
  email!: string;

  @IsText(8, 128)
  @JSONSchema({ format: 'password' })
  @Example('a long and quiet evening')
  password!: string;

  @MayBeAbsent()
  @MayBeNull()
  @IsPersonName()
  @Example('Ada')
  first_name?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsPersonName()
  @Example('Lovelace')
  last_name?: string | null;
}

export class UpdateMeBody {
  @MayBeAbsent()
  @IsPersonName()
  @Example('bookworm')
  username?: string;

  @MayBeAbsent()
  @IsEmailAddress()
  @MaxLength(254)
  @Example('bookworm@example.org')
  email?: string;

  @MayBeAbsent()
  @IsText(8, 128)
  @JSONSchema({
    format: 'password',
    description: 'A new password ends all tokens of the account. The answer has a new one.',
  })
  @Example('another long and quiet evening')
  password?: string;

  @ValidateIf((body: UpdateMeBody, value) => value !== undefined || body.password !== undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  @JSONSchema({ format: 'password', description: 'Required with `password`, and with another `email`.' })
  @Example('a long and quiet evening')
  current_password?: string;

  @MayBeAbsent()
  @MayBeNull()
  @IsPersonName()
  @Example('Ada')
  first_name?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsPersonName()
  @Example('Lovelace')
  last_name?: string | null;
}

export class LoginBody {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsText(1, 254)
  @Example('reader@example.org')
  email!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  @JSONSchema({ format: 'password' })
  @Example('a long and quiet evening')
  password!: string;
}

export class ResetRequestBody {
  @IsEmailAddress()
  @MaxLength(254)
  @Example('reader@example.org')
  email!: string;
}

export class ResetBody {
  @IsText(1, 200)
  @JSONSchema({ description: 'The `token` of the link in the mail.' })
  @Example('sll_xQmXkUWmBvQmC6ZlZ2p2wYb6mQy0m1s7l4m8Zt3nD5E')
  token!: string;

  @IsText(8, 128)
  @JSONSchema({ format: 'password' })
  @Example('another long and quiet evening')
  password!: string;
}

export class SuccessV1 {
  @IsIn(['Success'])
  @Example('Success')
  status!: 'Success';
}

export class TokenV1 {
  @IsString()
  @Example('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl')
  token!: string;

  @IsIn(['Bearer'])
  @Example('Bearer')
  token_type!: 'Bearer';

  @IsInt()
  @JSONSchema({ description: 'Lifetime of the token in seconds.' })
  @Example(3_600)
  expires_in!: number;
}

export class RoleBody {
  @IsIn(roles)
  @Example('librarian')
  role!: (typeof roles)[number];
}

export class UserV1 {
  @IsInt()
  @Example(1)
  id!: number;

  @IsV2Id('patron')
  v2_id!: string;

  @IsString()
  @Example('reader')
  username!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null if the patron has no e-mail address.' })
  @Example('reader@example.org')
  email!: string | null;

  @MayBeNull()
  @IsString()
  @Example('Ada')
  first_name!: string | null;

  @MayBeNull()
  @IsString()
  @Example('Lovelace')
  last_name!: string | null;

  @OpenEnum()
  @IsIn(roles)
  @Example('patron')
  role!: (typeof roles)[number];

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  created_at!: string;
}

/** The account after an update. */
export class UpdatedUserV1 extends UserV1 {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({
    description: 'A new token that is valid for one hour, after a new password has ended all others.',
  })
  @Example('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl')
  token?: string;
}
