import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsInt, IsString, Max, Min, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { OpenEnum } from '../../../kernel/minors/open-enum.js';
import { toId } from '../../ids.js';
import { ListQuery, PageInfo } from '../../lists.js';
import { IsWholeNumber } from '../../query-values.js';

export class UsageQuery extends ListQuery {
  @IsWholeNumber()
  @Min(1)
  @Max(760)
  @JSONSchema({
    default: 30,
    description: 'The time that is counted, in days back from now.',
    examples: [30],
  })
  days = 30;
}

const kinds = ['key', 'account', 'program'] as const;
const sources = ['header', 'pin', 'default'] as const;
const outcomes = ['2xx', '304', '4xx', '5xx', 'gone', 'brownout', 'rehearsal'] as const;

/** The client that has called. */
export class UsageClient {
  @OpenEnum()
  @IsIn(kinds)
  @JSONSchema({
    description:
      '`key`: an API key. `account`: the account itself, for staff and developers. `program`: a registered program, for ' +
      'all patrons who use it.',
  })
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
}

/** The number of calls that have all of this in common. */
export class Usage {
  @ValidateNested()
  @Type(() => UsageClient)
  client!: UsageClient;

  @IsString()
  @Example('listBooks')
  operationId!: string;

  @IsString()
  @Example('v1')
  major!: string;

  @IsString()
  @JSONSchema({ description: 'The minor that was answered as.' })
  @Example('1.0')
  minor!: string;

  @OpenEnum()
  @IsIn(sources)
  @JSONSchema({
    description:
      'Where the minor came from: the header `API-Version`, a pin, or neither: then it is the first minor of the major.',
  })
  @Example('default')
  minorSource!: (typeof sources)[number];

  @MayBeNull()
  @IsString()
  @JSONSchema({
    description:
      'Null for the calls themselves. Otherwise a deprecated part that these calls have used, such as ' +
      '`query:author_name`: they are also among the calls themselves.',
  })
  @Example(null)
  deprecatedPart!: string | null;

  @OpenEnum()
  @IsIn(outcomes)
  @JSONSchema({
    description:
      'The status of the answers. `gone` and `brownout` are the 410 of a deprecated operation: after its sunset, and ' +
      'while it was switched off for a short time before it. `rehearsal`: it asked to be answered as on a later day.',
  })
  @Example('2xx')
  outcome!: (typeof outcomes)[number];

  @IsInt()
  @Example(3)
  calls!: number;

  @IsDateString()
  @JSONSchema({ description: 'The last of these calls.' })
  @Example('2026-12-01T09:30:00.000Z')
  lastCalledAt!: string;
}

export class UsageList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Usage)
  data!: Usage[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}
