import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsString, MaxLength, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsEmailAddress, IsText } from '../../../kernel/shapes/text-rules.js';
import { toId } from '../../ids.js';
import { IsMoment } from '../../../kernel/shapes/is-moment.js';
import { ListQuery, PageInfo } from '../../lists.js';
import { IsTrueOrFalse } from '../../query-values.js';

const contactWords = 'Who is told what happens to the operations that it calls. Null: the owner.';
export const mutedWords =
  'Until then, reminders are left out. Those of the last 14 days before a sunset are sent all the same. Null: none is ' +
  'left out.';
const secondWords = 'Gets the last reminders too, and all mail while the first address cannot be reached.';

/** Who is told. Only staff can name an address. What is absent becomes null. */
export class NewContact {
  @MayBeAbsent()
  @MayBeNull()
  @MaxLength(254)
  @IsEmailAddress()
  @JSONSchema({ description: contactWords })
  @Example(null)
  contactEmail?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @MaxLength(254)
  @IsEmailAddress()
  @JSONSchema({ description: secondWords })
  @Example(null)
  secondEmail?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment(mutedWords)
  @Example('2027-03-01T00:00:00Z')
  mutedUntil?: string | null;

  @MayBeAbsent()
  @IsText(1, 500)
  @JSONSchema({
    description:
      'Why an admin sets it in the place of the owner; required for what belongs to somebody else.',
  })
  @Example('Asked on the phone.')
  reason?: string;
}

export class Contact {
  @MayBeNull()
  @IsString()
  @JSONSchema({ description: contactWords })
  @Example('team@reader.example')
  contactEmail!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: secondWords })
  @Example(null)
  secondEmail!: string | null;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: mutedWords })
  @Example(null)
  mutedUntil!: string | null;
}

const programWords =
  'The origin of the page that calls, such as `https://reader.example`, or the product of its user agent without a ' +
  'version, such as `ShelfReader`. Case does not count.';

export class NewProgram extends NewContact {
  @IsText(1, 260)
  @JSONSchema({ description: programWords })
  @Example('ShelfReader')
  program!: string;

  @IsText(1, 100)
  @Example('The ShelfReader app')
  name!: string;

  @MayBeAbsent()
  @IsString()
  @JSONSchema({ description: 'The account that owns it, for an admin. The caller, if it is absent.' })
  @Example(toId('patron', 3))
  ownerId?: string;
}

/** A program that patrons use. */
export class Program extends Contact {
  @IsString()
  @Example(toId('program', 1))
  id!: string;

  @IsString()
  @JSONSchema({ description: programWords })
  @Example('shelfreader')
  program!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null unless somebody has registered it.' })
  @Example('The ShelfReader app')
  name!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null unless somebody has registered it.' })
  @Example(toId('patron', 3))
  ownerId!: string | null;

  @IsDateString()
  @JSONSchema({ description: 'When it was first called with, or registered.' })
  @Example('2026-12-01T09:30:00.000Z')
  firstSeenAt!: string;
}

export class ProgramQuery extends ListQuery {
  @MayBeAbsent()
  @IsTrueOrFalse()
  @JSONSchema({
    description:
      '`true`: only programs with an owner. `false`: only those without one; nobody is told what happens to them. Only ' +
      'an admin sees programs of others, and those without an owner.',
  })
  @Example(true)
  registered?: boolean;
}

export class ProgramList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Program)
  data!: Program[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}

export class ProgramById {
  @IsString()
  @Example(toId('program', 1))
  id!: string;
}

export class KeyById {
  @IsString()
  @Example(toId('apiKey', 1))
  id!: string;
}
