import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDateString, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';
import { ListQuery, PageInfo } from '../lists.js';
import { IsMoment } from '../../kernel/shapes/is-moment.js';

const expiryWords = 'When the key expires. Null if it is valid until it is revoked.';

export class NewApiKey {
  @IsText(1, 100)
  @JSONSchema({ description: 'A name by which you recognise the key.' })
  @Example('self-service terminal')
  name!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @JSONSchema({
    description:
      'The `x-scope` of each operation that the key may call, such as `catalogue:read` or `circulation:write`. ' +
      'No key can have `accounts:write`.',
  })
  @Example(['catalogue:read'])
  scopes!: string[];

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment(expiryWords)
  @Example('2099-12-31T23:00:00Z')
  expiresAt?: string | null;
}

/** An API key without its secret. */
export class ApiKey {
  @IsString()
  @Example(toId('apiKey', 1))
  id!: string;

  @IsString()
  @JSONSchema({ description: 'The account that the key acts for.' })
  @Example(toId('patron', 2))
  ownerId!: string;

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

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When the key was last used, exact to a minute. Null if it never was.' })
  @Example('2026-12-01T09:45:00.000Z')
  lastUsedAt!: string | null;
}

export class ApiKeyListQuery extends ListQuery {
  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'Only keys of this account. Only an admin gets the keys of others.' })
  @Example(toId('patron', 2))
  ownerId?: string;
}

export class MadeApiKey extends ApiKey {
  @IsString()
  @JSONSchema({
    description:
      'Send it as `Authorization: Bearer …`. Only this answer shows it, and it cannot be read again.',
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
