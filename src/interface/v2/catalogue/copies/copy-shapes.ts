import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { copyStatuses, type CopyStatus } from '../../../../application/catalogue/views.js';
import { MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsText, Trimmed } from '../../../kernel/shapes/text-rules.js';
import { OpenEnum } from '../../../kernel/minors/open-enum.js';
import { toId } from '../../ids.js';
import { PageInfo } from '../../lists.js';

export const kindWords = 'Selects the lending policy, such as `standard` or `short_loan`.';

/** One physical copy of a book. It does not say who has borrowed it. */
export class Copy {
  @IsString()
  @Example(toId('copy', 1))
  id!: string;

  @IsString()
  @Example(toId('book', 1))
  bookId!: string;

  @IsString()
  @JSONSchema({ description: 'Unique in the library. Case is ignored.' })
  @Example('C00000001')
  barcode!: string;

  @OpenEnum()
  @IsIn(copyStatuses)
  @JSONSchema({ description: '`in_transit` does not occur in a library with one branch.' })
  @Example('available')
  status!: CopyStatus;

  @IsString()
  @JSONSchema({ description: kindWords })
  @Example('standard')
  kind!: string;

  @MayBeNull()
  @IsString()
  @Example('891.73 DOS')
  callNumber!: string | null;

  @MayBeNull()
  @IsString()
  @Example('Novels 4')
  shelf!: string | null;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  createdAt!: string;
}

export class CopyList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Copy)
  data!: Copy[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}

export class CopyQuery {
  @Trimmed()
  @IsText(1, 50)
  @JSONSchema({ description: 'Case is ignored, and so is white space around it.' })
  @Example('C00000001')
  barcode!: string;
}
