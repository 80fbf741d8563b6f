import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { lifecycleStates } from '../../../../domain/kernel/lifecycle/lifecycle-days.js';
import { OpenEnum } from '../../../kernel/minors/open-enum.js';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../../kernel/shapes/text-rules.js';
import { toId } from '../../ids.js';
import { IsMoment } from '../../../kernel/shapes/is-moment.js';
import { PageInfo } from '../../lists.js';

const kinds = ['key', 'account', 'program'] as const;
const sources = ['header', 'pin', 'default'] as const;
const agreementKinds = ['consent', 'extension'] as const;

export class DeprecationById {
  @IsString()
  @JSONSchema({ description: 'The id of the deprecation, as in the document (`x-lifecycle-id`).' })
  @Example('v1-change-user-role')
  id!: string;
}

export class NewConsent {
  @MayBeAbsent()
  @IsIn(agreementKinds)
  @JSONSchema({
    default: 'consent',
    description:
      '`consent`: my clients do not hold the sunset any more; this cannot be taken back. `extension`: it is put off, once, ' +
      'until the moment in `until`, and then takes place.',
  })
  @Example('extension')
  kind: (typeof agreementKinds)[number] = 'consent';

  @MayBeAbsent()
  @IsMoment(
    'The end of an extension, and only of one: at most 90 days after the sunset, or after now if that is later.',
  )
  @Example('2028-12-24T00:00:00Z')
  until?: string;

  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'The client that agrees. Without it, all my clients do.' })
  @Example(toId('consumer', 1))
  clientId?: string;

  @MayBeAbsent()
  @IsText(1, 500)
  @JSONSchema({
    description: 'Why an admin agrees in the place of the owner; required for the client of somebody else.',
  })
  @Example('Asked on the phone.')
  reason?: string;
}

/** What was agreed for a client. */
export class SunsetConsent {
  @IsString()
  @Example(toId('consumer', 1))
  clientId!: string;

  @OpenEnum()
  @IsIn(agreementKinds)
  @Example('consent')
  kind!: (typeof agreementKinds)[number];

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'The end of an extension.' })
  @Example(null)
  until!: string | null;

  @IsDateString()
  @JSONSchema({ description: 'When it was agreed.' })
  @Example('2026-12-01T09:30:00.000Z')
  at!: string;
}

export class SunsetConsentList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => SunsetConsent)
  data!: SunsetConsent[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}

/** A call that has used it. */
export class DeprecatedCall {
  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  at!: string;

  @IsString()
  @JSONSchema({ description: 'The `X-Request-Id` of the answer.' })
  @Example('0f0c2f6a-3a47-4bd1-9a55-1f2d0f6c7a10')
  requestId!: string;

  @IsString()
  @Example('ShelfReader/2.1')
  userAgent!: string;

  @IsString()
  @Example('1.0')
  minor!: string;

  @OpenEnum()
  @IsIn(sources)
  @JSONSchema({ description: 'Where the minor came from: the header `API-Version`, a pin, or neither.' })
  @Example('default')
  minorSource!: (typeof sources)[number];

  @IsInt()
  @Example(200)
  status!: number;
}

/** The calls of one client that use it. */
export class DeprecatedUse {
  @IsString()
  @Example(toId('consumer', 1))
  clientId!: string;

  @OpenEnum()
  @IsIn(kinds)
  @Example('key')
  kind!: (typeof kinds)[number];

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The API key, for `key`.' })
  @Example(toId('apiKey', 1))
  apiKeyId!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The origin or the product of the user agent, for `program`.' })
  @Example(null)
  program!: string | null;

  @IsString()
  @Example('changeUserRole')
  operationId!: string;

  @IsString()
  @Example('v1')
  major!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({
    description: 'The deprecated parameter or field, such as `query:author_name`; null for the operation.',
  })
  @Example(null)
  deprecatedPart!: string | null;

  @IsInt()
  @JSONSchema({ description: 'The number of calls in the last 30 days.' })
  @Example(3)
  calls!: number;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  lastCalledAt!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => DeprecatedCall)
  @JSONSchema({ description: 'Up to five of the last calls, newest first.' })
  evidence!: DeprecatedCall[];
}

/** Something deprecated that my clients use. */
export class MyDeprecation {
  @IsString()
  @Example('v1-change-user-role')
  id!: string;

  @OpenEnum()
  @IsIn(lifecycleStates)
  @JSONSchema({
    description:
      '`brownout`: it is switched off for a short time. `held`: its sunset is past, and it is still answered, because ' +
      'somebody calls who has not agreed.',
  })
  @Example('deprecated')
  state!: (typeof lifecycleStates)[number];

  @IsString()
  @JSONSchema({ description: 'A day in UTC.' })
  @Example('2026-12-01')
  deprecated!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'A day in UTC; null until one is set.' })
  @Example('2028-12-01')
  sunset!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The path of what replaces it.' })
  @Example('/v2/patrons/{id}')
  successor!: string | null;

  @IsString()
  @Example('/docs/guides/v1-change-user-role')
  guide!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => DeprecatedUse)
  uses!: DeprecatedUse[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => SunsetConsent)
  consents!: SunsetConsent[];
}

export class MyDeprecationList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MyDeprecation)
  data!: MyDeprecation[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}
