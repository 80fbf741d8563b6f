import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsDateString, IsIn, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Role } from '../../../../application/accounts/views.js';
import { languages, type Language } from '../../../../domain/kernel/language.js';
import { MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { OpenEnum } from '../../../kernel/minors/open-enum.js';
import { toId } from '../../ids.js';
import { CountedPage, ListQuery } from '../../lists.js';
import { IsTrueOrFalse } from '../../query-values.js';

export const roles = ['patron', 'librarian', 'admin'] as const satisfies readonly Role[];

export const untilWords = 'When the block ends. Null if it lasts until it is lifted.';

/** A block keeps a patron from borrowing. */
export class Block {
  @IsString()
  @Example('Two books are lost.')
  reason!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: untilWords })
  @Example('2027-01-31T23:00:00.000Z')
  until!: string | null;
}

/** A person with a library card. */
export class Patron {
  @IsString()
  @Example(toId('patron', 1))
  id!: string;

  @IsString()
  @Example('P0000001')
  cardNumber!: string;

  @IsString()
  @Example('reader')
  username!: string;

  @MayBeNull()
  @IsString()
  @Example('Ada')
  firstName!: string | null;

  @MayBeNull()
  @IsString()
  @Example('Lovelace')
  lastName!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null if the patron has no e-mail address.' })
  @Example('reader@example.org')
  email!: string | null;

  @IsBoolean()
  @JSONSchema({ description: 'Unverified patrons sign in, but borrow nothing.' })
  @Example(true)
  emailVerified!: boolean;

  @MayBeNull()
  @IsString()
  @JSONSchema({
    description: 'A new e-mail address that takes effect when the link is used that was mailed to it.',
  })
  @Example(null)
  pendingEmail!: string | null;

  @OpenEnum()
  @IsIn(languages)
  @JSONSchema({ description: 'The language of mails to the patron.' })
  @Example('en')
  language!: Language;

  @IsString()
  @JSONSchema({ description: 'Selects the lending policy, such as `adult` or `child`.' })
  @Example('adult')
  category!: string;

  @OpenEnum()
  @IsIn(roles)
  @Example('patron')
  role!: Role;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When the card expires. Null if it never does.' })
  @Example(null)
  expiresAt!: string | null;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Block)
  @JSONSchema({ description: 'All stored blocks, including those that have ended.' })
  @Example([])
  blocks!: Block[];

  @IsBoolean()
  @JSONSchema({ description: 'Whether staff have disabled the account.' })
  @Example(false)
  disabled!: boolean;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  createdAt!: string;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  updatedAt!: string;
}

export class PatronListQuery extends ListQuery {
  @IsTrueOrFalse()
  @JSONSchema({ description: 'Whether to count all patrons: `page.total`.' })
  total = false;
}

export class PatronList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Patron)
  data!: Patron[];

  @ValidateNested()
  @Type(() => CountedPage)
  page!: CountedPage;
}
