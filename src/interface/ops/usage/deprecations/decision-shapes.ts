import { IsBoolean, IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { IsMoment, Reason } from '../../lists.js';

const agreementKinds = ['consent', 'extension'] as const;

export class DeprecationById {
  @IsString()
  @JSONSchema({ description: 'The id of the deprecation, as in the document (`x-lifecycle-id`).' })
  @Example('v1-change-user-role')
  id!: string;
}

/** Switches something on or off. */
export class SwitchChange extends Reason {
  @IsBoolean()
  @Example(true)
  on!: boolean;
}

/** Confirms that calls without a token may break. */
export class AnonymousUse extends Reason {
  @IsInt()
  @Min(0)
  @Max(1_000_000_000_000)
  @JSONSchema({
    description:
      'How many such calls were seen: not fewer than there are. More than that hold the sunset again.',
  })
  @Example(0)
  calls!: number;
}

/** What is agreed in the place of the owner of a client. */
export class ClientConsent extends Reason {
  @IsInt()
  @Min(1)
  @JSONSchema({ description: 'The client, by its key.' })
  @Example(1)
  consumer!: number;

  @MayBeAbsent()
  @IsIn(agreementKinds)
  @JSONSchema({
    default: 'consent',
    description:
      '`extension` puts the sunset off once, until the moment in `until`, and then counts as a consent.',
  })
  @Example('extension')
  kind: (typeof agreementKinds)[number] = 'consent';

  @MayBeAbsent()
  @IsMoment(
    'The end of an extension, and only of one: at most 90 days after the sunset, or after now if that is later.',
  )
  @Example('2028-12-24T00:00:00Z')
  until?: Date;
}
