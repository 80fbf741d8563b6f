import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../../kernel/shapes/text-rules.js';

const grantTypes = ['password', 'refresh'] as const;

/** Required for one grant type, optional for the other. It is never null. */
function NeededFor(grantType: (typeof grantTypes)[number]): PropertyDecorator {
  return ValidateIf((request: TokenRequest, value) => value !== undefined || request.grantType === grantType);
}

export class TokenRequest {
  @IsIn(grantTypes)
  @JSONSchema({ description: '`password` needs `email` and `password`; `refresh` needs `refreshToken`.' })
  @Example('password')
  grantType!: (typeof grantTypes)[number];

  @NeededFor('password')
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsText(1, 254)
  @Example('reader@example.org')
  email?: string;

  @NeededFor('password')
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  @JSONSchema({ format: 'password' })
  @Example('a long and quiet evening')
  password?: string;

  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  @JSONSchema({
    description:
      'For an account with a second factor: the code that the authenticator app shows, or one of the recovery codes. ' +
      'Each code is valid once.',
  })
  secondFactorCode?: string;

  @NeededFor('refresh')
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  @JSONSchema({ format: 'password' })
  refreshToken?: string;
}

export class Tokens {
  @IsString()
  @Example('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIiwic2lkIjoiMSJ9.c2lnbmF0dXJl')
  accessToken!: string;

  @IsIn(['Bearer'])
  @Example('Bearer')
  tokenType!: 'Bearer';

  @IsInt()
  @JSONSchema({ description: 'Lifetime of the access token in seconds.' })
  @Example(900)
  expiresIn!: number;

  @IsString()
  @JSONSchema({ description: 'It can be used once, for a new pair of tokens.' })
  @Example('slr_xQmXkUWmBvQmC6ZlZ2p2wYb6mQy0m1s7l4m8Zt3nD5E')
  refreshToken!: string;

  @IsInt()
  @JSONSchema({ description: 'Lifetime of the refresh token in seconds.' })
  @Example(2_592_000)
  refreshExpiresIn!: number;
}
