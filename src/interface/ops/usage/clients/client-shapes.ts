import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsInt, IsString, Max, Min, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { OpenEnum } from '../../../kernel/minors/open-enum.js';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { IsMoment, IsWholeNumber, Reason } from '../../lists.js';

/** The days before now that count. */
export class Days {
  @IsWholeNumber()
  @Min(1)
  @Max(400)
  @JSONSchema({ default: 30, description: 'Days before now that count.', examples: [30] })
  days = 30;
}

/** The time that is asked for. */
export class Span extends Days {
  @IsWholeNumber()
  @Min(1)
  @Max(200)
  @JSONSchema({
    default: 100,
    description: 'Maximum number of items, those with the most calls first.',
    examples: [100],
  })
  limit = 100;
}

const kinds = ['key', 'account', 'program'] as const;
const classes = ['external', 'internal', 'probe'] as const;

/** A client of the library. */
export class Consumer {
  @IsInt()
  @Example(7)
  id!: number;

  @OpenEnum()
  @IsIn(kinds)
  @Example('key')
  kind!: (typeof kinds)[number];

  @IsString()
  @Example('Display in the hall')
  name!: string;

  @OpenEnum()
  @IsIn(classes)
  @JSONSchema({ description: '`internal` and `probe` are never told of anything, and hold no sunset.' })
  @Example('external')
  class!: (typeof classes)[number];

  @MayBeNull()
  @IsInt()
  @JSONSchema({ description: 'The account of its owner. Null for a program that nobody has registered.' })
  @Example(2)
  owner!: number | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Where its owner is written to, if not at the address of the account.' })
  @Example(null)
  contactEmail!: string | null;

  @MayBeNull()
  @IsDateString()
  @Example(null)
  mutedUntil!: string | null;

  @IsInt()
  @Example(1_200)
  calls!: number;

  @MayBeNull()
  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  lastAt!: string | null;

  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'The minors that answered it.' })
  @Example(['1.0'])
  minors!: string[];
}

/** The calls of one client to an operation. */
export class ClientCalls {
  @IsString()
  @Example('v1')
  version!: string;

  @IsString()
  @Example('listBooks')
  operationId!: string;

  @IsInt()
  @Example(4_200)
  calls!: number;

  @IsInt()
  @JSONSchema({ description: 'Those that were refused or failed.' })
  @Example(12)
  refused!: number;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  lastAt!: string;
}

/** A client with what it calls. */
export class ConsumerDetails extends Consumer {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ClientCalls)
  @JSONSchema({ description: 'What it calls, those with the most calls first; 100 at most.' })
  operations!: ClientCalls[];
}

/** What operators set of a client. What is left out stays as it is. */
export class ConsumerChange extends Reason {
  @MayBeAbsent()
  @IsIn(classes)
  @JSONSchema({
    description:
      '`internal`: the own programs of the library. `probe`: monitors and crawlers. Both are never told of anything, and ' +
      'hold no sunset.',
  })
  @Example('internal')
  class?: (typeof classes)[number];

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment('Until then its owner gets only the last mails before a sunset. Null ends it.')
  @Example(null)
  mutedUntil?: Date | null;
}

export class ConsumerList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Consumer)
  data!: Consumer[];
}

/** The calls of a minor on a day. */
export class MinorDay {
  @IsString()
  @JSONSchema({ format: 'date', description: 'In UTC.' })
  @Example('2026-12-01')
  day!: string;

  @IsString()
  @Example('1.0')
  minor!: string;

  @IsInt()
  @Example(420)
  calls!: number;
}

/** The calls of an operation. */
export class OperationCalls extends ClientCalls {
  @IsInt()
  @JSONSchema({ description: 'Clients with a name. Callers without a token are not counted one by one.' })
  @Example(3)
  clients!: number;
}

export class Usage {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MinorDay)
  byMinor!: MinorDay[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OperationCalls)
  byOperation!: OperationCalls[];
}
