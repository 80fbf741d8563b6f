import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, Matches, MaxLength, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Role } from '../../../application/accounts/views.js';
import { MayBeAbsent, MayBeNull } from '../../kernel/input/optional-rules.js';
import { Example, IsEmailAddress, IsText } from '../../kernel/input/text-rules.js';
import { IsMoment } from '../is-moment.js';
import { roles, untilWords } from './patron-shapes.js';

/** Null is no name. */
class Names {
  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, 100)
  @Example('Ada')
  firstName?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, 100)
  @Example('Lovelace')
  lastName?: string | null;
}

export class NewPatron extends Names {
  @IsText(1, 100)
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

/** What shall be otherwise of one's own account; null takes away. */
export class MePatch extends Names {
  @MayBeAbsent()
  @IsText(1, 100)
  @Example('bookworm')
  username?: string;

  @MayBeAbsent()
  @IsEmailAddress()
  @MaxLength(254)
  @Example('bookworm@example.org')
  email?: string;

  @MayBeAbsent()
  @IsText(8, 128)
  @JSONSchema({ format: 'password', description: 'A new one ends all families of tokens, this one too.' })
  @Example('another long and quiet evening')
  password?: string;
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

/** What shall be otherwise of somebody's account; null takes away, and the list of blocks is replaced as a whole. */
export class PatronPatch extends Names {
  @MayBeAbsent()
  @IsText(1, 100)
  @Example('bookworm')
  username?: string;

  @MayBeAbsent()
  @IsText(1, 50)
  @Matches(/^[a-z][a-z0-9_]*$/)
  @JSONSchema({ description: 'What the lending policy looks at, such as `adult` or `child`.' })
  @Example('adult')
  category?: string;

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment('When the card ends; null means never.')
  @Example('2028-12-01T00:00:00Z')
  expiresAt?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => GivenBlock)
  @JSONSchema({ description: 'Another one blocks; an empty list lifts all blocks.' })
  blocks?: GivenBlock[] | null;

  @MayBeAbsent()
  @IsIn(roles)
  @JSONSchema({ description: 'Only an admin can give it.' })
  @Example('librarian')
  role?: Role;
}
