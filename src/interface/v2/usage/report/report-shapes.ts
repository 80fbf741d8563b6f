import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';

export class MigrationQuery {
  @IsString()
  @JSONSchema({ description: 'The minor that the client is written for.' })
  @Example('1.0')
  from!: string;

  @IsString()
  @JSONSchema({ description: 'A newer minor, of the same major or of the next one.' })
  @Example('1.1')
  to!: string;
}

/** Your calls of one operation. */
export class MigrationCalls {
  @IsString()
  @Example('listBooks')
  operationId!: string;

  @IsInt()
  @Example(42)
  calls!: number;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  lastCalledAt!: string;
}

/** A part of the contract: a parameter, a field, a value or a code. */
export class MigrationPart {
  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null for what is new.' })
  @Example(null)
  before!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null for what is gone.' })
  @Example('BookV1: subjects')
  after!: string | null;

  @IsString()
  @JSONSchema({ description: 'What to do; an empty text if the names say it.' })
  @Example('')
  note!: string;
}

/** A request and the answer to it, each as the service gives it. */
export class MigrationExample {
  @IsString()
  @Example('listBooks')
  operationId!: string;

  @IsString()
  @Example('GET /v1/books')
  before!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null if nothing stands for the operation.' })
  @Example('GET /v1/books')
  after!: string | null;
}

/** A change that concerns your calls. */
export class MigrationChange {
  @IsString()
  @Example('change:v1-subjects-and-isbn13')
  id!: string;

  @IsString()
  @JSONSchema({ description: 'In one sentence. Words between backticks are code.' })
  @Example('Books have `subjects` and `isbn13`.')
  title!: string;

  @IsString()
  @JSONSchema({ description: 'What to do about it, or what it is good for.' })
  @Example('')
  text!: string;

  @IsString()
  @JSONSchema({ format: 'uri-reference', description: 'The page that says more.' })
  @Example('/docs/changelog/v1#v1-subjects-and-isbn13')
  guide!: string;

  @IsInt()
  @JSONSchema({ description: 'Your calls that it concerns.' })
  @Example(42)
  calls!: number;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  lastCalledAt!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MigrationCalls)
  @JSONSchema({ description: 'The same calls by operation, the most frequent one first.' })
  operations!: MigrationCalls[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MigrationPart)
  parts!: MigrationPart[];

  @ValidateNested()
  @Type(() => MigrationExample)
  @JSONSchema({ description: 'Of the operation that you call most.' })
  example!: MigrationExample;
}

/** What your client must change. */
export class MigrationReport {
  @IsString()
  @Example('1.0')
  from!: string;

  @IsString()
  @Example('1.1')
  to!: string;

  @IsDateString()
  @JSONSchema({ description: 'Calls from this moment on were counted.' })
  @Example('2026-09-02T09:30:00.000Z')
  since!: string;

  @IsInt()
  @JSONSchema({ description: 'All your calls of the major of `from` since then.' })
  @Example(42)
  calls!: number;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MigrationChange)
  @JSONSchema({ description: 'The changes that concern your calls, those of the most calls first.' })
  affecting!: MigrationChange[];

  @IsInt()
  @JSONSchema({ description: 'The number of all other changes. They do not concern what you call.' })
  @Example(0)
  unaffected!: number;
}
