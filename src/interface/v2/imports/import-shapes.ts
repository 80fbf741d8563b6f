import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsDateString, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { OpenEnum } from '../../kernel/minors/open-enum.js';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';
import { toId } from '../ids.js';
import { ListQuery, PageInfo } from '../lists.js';
import { ImportReading } from './reading-shapes.js';

const statuses = ['waiting', 'running', 'completed', 'failed', 'cancelled'] as const;
const outcomes = ['created', 'updated', 'skipped', 'error'] as const;

/** The number of rows with each outcome. */
export class RowCounts {
  @IsInt()
  @JSONSchema({ description: 'The library did not have the book.' })
  @Example(2)
  created!: number;

  @IsInt()
  @JSONSchema({ description: 'The row changed the book, or added or changed copies.' })
  @Example(0)
  updated!: number;

  @IsInt()
  @JSONSchema({ description: 'The library has all of it.' })
  @Example(0)
  skipped!: number;

  @IsInt()
  @JSONSchema({ description: 'Nothing of the row was stored.' })
  @Example(1)
  error!: number;
}

/** A file that is being imported, or was. It is kept for seven days. */
export class Import {
  @IsString()
  @Example(toId('import', 1))
  id!: string;

  @OpenEnum()
  @IsIn(statuses)
  @JSONSchema({
    description:
      '`waiting` and `running` imports go on by themselves. `failed`: the file could not be read, or the import was ' +
      'interrupted too often; see `failure`. Of a `completed` one each row has an outcome. A `cancelled` one keeps what ' +
      'it had stored until then.',
  })
  @Example('running')
  status!: (typeof statuses)[number];

  @IsString()
  @JSONSchema({ description: 'The name of the file, as it was sent.' })
  @Example('books.csv')
  fileName!: string;

  @IsInt()
  @JSONSchema({ description: 'In bytes.' })
  @Example(1_048_576)
  size!: number;

  @IsBoolean()
  @JSONSchema({ description: 'Whether it only reports, and stores nothing.' })
  @Example(false)
  dryRun!: boolean;

  @MayBeNull()
  @IsInt()
  @JSONSchema({ description: 'Lines of the file; null until it was opened.' })
  @Example(4)
  lines!: number | null;

  @MayBeNull()
  @ValidateNested()
  @Type(() => ImportReading)
  @JSONSchema({ description: 'How the file is read; null until it was opened.' })
  reading!: ImportReading | null;

  @IsInt()
  @JSONSchema({ description: 'The last line whose row has an outcome; 0 before the first one.' })
  @Example(4)
  line!: number;

  @ValidateNested()
  @Type(() => RowCounts)
  rows!: RowCounts;

  @IsInt()
  @JSONSchema({ description: 'The number of copies that were added.' })
  @Example(2)
  copies!: number;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Why the import failed, in the language of the request.' })
  @Example(null)
  failure!: string | null;

  @IsString()
  @JSONSchema({ description: 'Who sent the file.' })
  @Example(toId('patron', 2))
  createdBy!: string;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  createdAt!: string;

  @MayBeNull()
  @IsDateString()
  @Example('2026-12-01T09:30:01.000Z')
  startedAt!: string | null;

  @MayBeNull()
  @IsDateString()
  @Example(null)
  endedAt!: string | null;

  @IsDateString()
  @JSONSchema({
    description: 'When it is removed, with its rows. Its file is removed as soon as it is over.',
  })
  @Example('2026-12-08T09:30:00.000Z')
  expiresAt!: string;
}

export class ImportList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Import)
  data!: Import[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}

export class ImportById {
  @IsString()
  @Example(toId('import', 1))
  id!: string;
}

export class ImportRowQuery extends ListQuery {
  @MayBeAbsent()
  @IsIn(outcomes)
  @JSONSchema({ description: 'Only rows with this outcome.' })
  @Example('error')
  outcome?: (typeof outcomes)[number];
}

/** What became of one row of the file. */
export class ImportRow {
  @IsInt()
  @JSONSchema({ description: 'The line on which the row begins; the header is line 1.' })
  @Example(2)
  line!: number;

  @OpenEnum()
  @IsIn(outcomes)
  @Example('created')
  outcome!: (typeof outcomes)[number];

  @IsString()
  @JSONSchema({ description: 'What was changed, or why nothing was; in the language of the request.' })
  @Example('')
  reason!: string;

  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'What of the row was changed or left out; in the language of the request.' })
  @Example([])
  notes!: string[];

  @MayBeNull()
  @IsString()
  @Example('9780141439587')
  isbn!: string | null;

  @MayBeNull()
  @IsString()
  @Example('Emma')
  title!: string | null;

  @IsInt()
  @JSONSchema({ description: 'The number of copies that were added.' })
  @Example(1)
  copies!: number;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null for an error, and for a new book in a dry run.' })
  @Example(toId('book', 1))
  bookId!: string | null;
}

export class ImportRowList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ImportRow)
  data!: ImportRow[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}
