import { IsIn, IsInt, IsString, MaxLength, MinLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent } from '../../kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../kernel/shapes/text-rules.js';

export class OperatorTokenRequest {
  @IsText(1, 254)
  @Example('admin@example.org')
  email!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  @JSONSchema({ format: 'password' })
  @Example('a long and quiet evening')
  password!: string;

  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  @JSONSchema({
    description:
      'The code that the authenticator app shows, or one of the recovery codes. Each code is valid once. Needed unless ' +
      'the library is a development one and the account has no second factor.',
  })
  secondFactorCode?: string;
}

export class OperatorToken {
  @IsString()
  @Example('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIiwic2lkIjoiMSJ9.c2lnbmF0dXJl')
  accessToken!: string;

  @IsIn(['Bearer'])
  @Example('Bearer')
  tokenType!: 'Bearer';

  @IsInt()
  @JSONSchema({ description: 'Lifetime in seconds. It cannot be extended.' })
  @Example(900)
  expiresIn!: number;
}
