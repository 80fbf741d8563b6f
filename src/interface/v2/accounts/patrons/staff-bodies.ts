import { IsIn, Matches, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { languages, type Language } from '../../../../domain/kernel/language.js';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsEmailAddress, IsPersonName, IsText } from '../../../kernel/shapes/text-rules.js';
import { IsMoment } from '../../../kernel/shapes/is-moment.js';
import { Names } from './patron-bodies.js';
import { IsCardNumber } from './is-card-number.js';

/** A patron who is registered at the desk. Only the username is required. */
export class PatronAtDesk extends Names {
  @IsPersonName()
  @Example('reader')
  username!: string;

  @MayBeAbsent()
  @MayBeNull()
  @IsEmailAddress()
  @MaxLength(254)
  @JSONSchema({ description: 'Without an address the patron gets no mail and cannot sign in.' })
  @Example('parents@example.org')
  email?: string | null;

  @IsIn(languages)
  @JSONSchema({ description: 'The language of mails to the patron.' })
  @Example('de')
  language: Language = 'en';

  @MayBeAbsent()
  @IsCardNumber()
  cardNumber?: string;

  @IsText(1, 50)
  @Matches(/^[a-z][a-z0-9_]*$/)
  @JSONSchema({ description: 'Selects the lending policy, such as `adult` or `child`.' })
  @Example('child')
  category = 'adult';

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment('When the card expires. Null if it never does.')
  @Example('2028-12-01T00:00:00Z')
  expiresAt?: string | null;
}
