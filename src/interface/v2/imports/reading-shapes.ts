import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';

/** A value of a row. */
export class ImportValue {
  @IsString()
  @JSONSchema({ description: 'Named as in `columns` of `importBooks`.' })
  @Example('title')
  field!: string;

  @IsString()
  @JSONSchema({ description: 'The first 100 characters, without line breaks.' })
  @Example('Emma')
  text!: string;
}

/** A row as it is read. */
export class FirstRow {
  @IsInt()
  @Example(2)
  line!: number;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ImportValue)
  values!: ImportValue[];
}

/** How the file is read: whether the letters are right, and each text stands in its field. */
export class ImportReading {
  @IsString()
  @JSONSchema({ description: 'As it was found, or asked for.' })
  @Example('utf-8')
  encoding!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The encoding of the lines that are not valid in `encoding`; null if all are.' })
  @Example(null)
  otherEncoding!: string | null;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FirstRow)
  @JSONSchema({ description: 'The first rows that can be read, in a dry run. Otherwise empty.' })
  firstRows!: FirstRow[];
}
