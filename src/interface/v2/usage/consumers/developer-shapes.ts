import { IsBoolean, IsDateString } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { IsMoment } from '../../../kernel/shapes/is-moment.js';
import { mutedWords } from './program-shapes.js';

/** A body. */
export class DeveloperSwitch {
  @IsBoolean()
  @Example(true)
  developer!: boolean;

  @MayBeAbsent()
  @MayBeNull()
  @IsMoment(mutedWords)
  @Example(null)
  mutedUntil?: string | null;
}

/** An answer. */
export class Developer {
  @IsBoolean()
  @Example(true)
  developer!: boolean;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: mutedWords })
  @Example(null)
  mutedUntil!: string | null;
}
