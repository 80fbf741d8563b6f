import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDateString, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../kernel/input/optional-rules.js';
import { Example, IsText } from '../../kernel/input/text-rules.js';
import { toId } from '../ids.js';
import { PageInfo } from '../lists.js';
import { IsMoment } from '../is-moment.js';

const expiryWords = 'When it stops working; null means when it is revoked.';

export class NewApiKey {
  @IsText(1, 100)
  @JSONSchema({ description: 'To know it again by.' })
  @Example('self-service terminal')
  name!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @JSONSchema({
    description:
      'What it is good for: the `x-scope` of the operations that it shall call, such as `catalogue:read` or ' +
      '`circulation:write`. `accounts:write` is given to no key.',
  })
  @Example(['catalogue:read'])
  scopes!: string[];

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment(expiryWords)
  @Example('2099-12-31T23:00:00Z')
  expiresAt?: string | null;
}

/** A key for a machine, without its secret. */
export class ApiKey {
  @IsString()
  @Example(toId('apiKey', 1))
  id!: string;

  @IsString()
  @Example('self-service terminal')
  name!: string;

  @IsArray()
  @IsString({ each: true })
  @Example(['catalogue:read'])
  scopes!: string[];

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  createdAt!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: expiryWords })
  @Example(null)
  expiresAt!: string | null;
}

export class MadeApiKey extends ApiKey {
  @IsString()
  @JSONSchema({
    description: 'Sent as `Authorization: Bearer …`. It is shown this once, and nobody can read it again.',
  })
  @Example('slk_xQmXkUWmBvQmC6ZlZ2p2wYb6mQy0m1s7l4m8Zt3nD5E')
  key!: string;
}

export class ApiKeyList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ApiKey)
  data!: ApiKey[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}
