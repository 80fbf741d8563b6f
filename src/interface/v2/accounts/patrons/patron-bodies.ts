import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Role } from '../../../../application/accounts/views.js';
import { languages, type Language } from '../../../../domain/kernel/language.js';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsEmailAddress, IsPersonName, IsText } from '../../../kernel/shapes/text-rules.js';
import { IsMoment } from '../../../kernel/shapes/is-moment.js';
import { IsCardNumber } from './is-card-number.js';
import { roles, untilWords } from './patron-shapes.js';

/** Null stands for no name. */
export class Names {
  @MayBeAbsent()
  @MayBeNull()
  @IsPersonName()
  @Example('Ada')
  firstName?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsPersonName()
  @Example('Lovelace')
  lastName?: string | null;
}

export class NewPatron extends Names {
  @IsPersonName()
  @Example('reader')
  username!: string;

  @IsEmailAddress()
  @MaxLength(254)
  @Example('reader@example.org')
  email!: string;

  @IsText(8, 128)
  @JSONSchema({ format: 'password' })
  @Example('a long and quiet evening')
  password!: string;
}

/** Changes to the caller's own account. Null removes a value. */
export class MePatch extends Names {
  @MayBeAbsent()
  @IsPersonName()
  @Example('bookworm')
  username?: string;

  @MayBeAbsent()
  @IsEmailAddress()
  @MaxLength(254)
  @JSONSchema({
    description: 'It takes effect when the link is used that is mailed to it. The present address is told.',
  })
  @Example('bookworm@example.org')
  email?: string;

  @MayBeAbsent()
  @IsIn(languages)
  @JSONSchema({ description: 'The language of mails to me.' })
  @Example('de')
  language?: Language;

  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  @JSONSchema({ format: 'password', description: 'Required with another `email`.' })
  @Example('a long and quiet evening')
  currentPassword?: string;
}

export class GivenBlock {
  @IsText(1, 500)
  @Example('Two books are lost.')
  reason!: string;

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment(untilWords)
  @Example('2027-01-31T23:00:00Z')
  until?: string | null;
}

/** Changes to an account. Null removes a value, and a list of blocks replaces the existing list. */
export class PatronPatch extends Names {
  @MayBeAbsent()
  @IsPersonName()
  @Example('bookworm')
  username?: string;

  @MayBeAbsent()
  @IsText(1, 50)
  @Matches(/^[a-z][a-z0-9_]*$/)
  @JSONSchema({ description: 'Selects the lending policy, such as `adult` or `child`.' })
  @Example('adult')
  category?: string;

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment('When the card expires. Null if it never does.')
  @Example('2028-12-01T00:00:00Z')
  expiresAt?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => GivenBlock)
  @JSONSchema({ description: 'The list replaces all existing blocks. An empty list lifts all of them.' })
  blocks?: GivenBlock[] | null;

  @MayBeAbsent()
  @IsIn(roles)
  @JSONSchema({ description: 'Only an admin can set the role.' })
  @Example('librarian')
  role?: Role;

  @MayBeAbsent()
  @MayBeNull()
  @IsEmailAddress()
  @MaxLength(254)
  @JSONSchema({
    description:
      'Null if the patron has no e-mail address and cannot sign in. It counts as verified. The present address is told.',
  })
  @Example('bookworm@example.org')
  email?: string | null;

  @MayBeAbsent()
  @IsIn(languages)
  @JSONSchema({ description: 'The language of mails to the patron.' })
  @Example('de')
  language?: Language;

  @MayBeAbsent()
  @IsCardNumber()
  cardNumber?: string;

  @MayBeAbsent()
  @IsBoolean()
  @JSONSchema({
    description:
      'Nobody can sign in to a disabled account, and it cannot borrow. All its sessions end, and its API keys do not ' +
      'work while it is disabled.',
  })
  @Example(false)
  disabled?: boolean;
}
