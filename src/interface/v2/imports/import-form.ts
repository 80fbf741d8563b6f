import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { optionBounds } from '../../../application/imports/option-bounds.js';
import { MayBeAbsent } from '../../kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../kernel/shapes/text-rules.js';
import { IsTrueOrFalse, IsWholeNumber } from '../query-values.js';

/** The fields of the form beside its file: how the file is to be read. */
export class NewImport {
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(optionBounds.columns)
  @IsText(1, optionBounds.column, { each: true })
  @JSONSchema({
    description:
      'Which column has which field, as `field=header`: once with commas between them, or a field of the form for each. ' +
      'The fields of a book are title, subtitle, contributors, isbn, publisher, year, language, subjects and ' +
      'description; those of its copies are barcode, call_number, shelf, kind and copies. Required without `from`.',
  })
  @Example(['title=Title', 'isbn=ISBN'])
  columns?: string[];

  @MayBeAbsent()
  @IsText(1, optionBounds.from)
  @JSONSchema({
    description:
      'The program that wrote the file, such as `goodreads`, `librarything`, `calibre` or `koha`. With `columns`, single ' +
      'columns are replaced.',
  })
  @Example('koha')
  from?: string;

  @MayBeAbsent()
  @IsText(1, optionBounds.delimiter)
  @JSONSchema({
    description: 'The separator of cells, or the word `tab`. Without it, it is found in the header.',
  })
  @Example(';')
  delimiter?: string;

  @MayBeAbsent()
  @IsText(1, optionBounds.encoding)
  @JSONSchema({ description: 'Such as `utf-8` or `windows-1252`. Without it, it is found, if it is clear.' })
  @Example('utf-8')
  encoding?: string;

  @MayBeAbsent()
  @IsIn(['inverted', 'direct'])
  @JSONSchema({ description: '`inverted` for names such as "Berg, Mia", `direct` for "Mia Berg".' })
  @Example('direct')
  names?: string;

  @MayBeAbsent()
  @IsText(1, optionBounds.namesSeparator)
  @JSONSchema({ description: 'The text between two names of a cell.' })
  @Example('/')
  namesSeparator?: string;

  @IsWholeNumber()
  @Min(0)
  @Max(optionBounds.copies)
  @JSONSchema({ default: 1, description: 'The number of copies of a new book whose row does not say it.' })
  @Example(1)
  copies = 1;

  @IsTrueOrFalse()
  @JSONSchema({ default: false, description: 'Report what the import would change, and store nothing.' })
  @Example(false)
  dryRun = false;
}
