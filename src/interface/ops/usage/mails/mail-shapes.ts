import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsInt, IsString, Min, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { mailStates, type MailState } from '../../../../application/usage/operators/client-mails.js';
import { OpenEnum } from '../../../kernel/minors/open-enum.js';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsText } from '../../../kernel/shapes/text-rules.js';
import { IsWholeNumber, ListEnd, ListQuery } from '../../lists.js';

/** Filters of the mails to clients, which all must match. */
export class ClientMailQuery extends ListQuery {
  @MayBeAbsent()
  @IsWholeNumber()
  @Min(1)
  @JSONSchema({ description: 'Only those to the owner of this client, by its key.' })
  @Example(7)
  consumer?: number;

  @MayBeAbsent()
  @IsText(0, 200)
  @JSONSchema({ description: 'Only those about this deprecation.' })
  @Example('v1-change-user-role')
  deprecation?: string;

  @MayBeAbsent()
  @IsIn(mailStates)
  @JSONSchema({ description: 'Only those in this state.' })
  @Example('untold')
  state?: MailState;
}

/** What the owner of a client was told about a deprecation. Several can be in one mail. */
export class ClientMailItem {
  @IsInt()
  @Example(1)
  id!: number;

  @IsInt()
  @Example(7)
  consumer!: number;

  @IsString()
  @JSONSchema({ description: 'The name of the client.' })
  @Example('Display in the hall')
  client!: string;

  @IsString()
  @Example('v1-change-user-role')
  deprecation!: string;

  @IsString()
  @JSONSchema({ description: 'Such as `announce`, `monthly` or `T-14`.' })
  @Example('announce')
  stage!: string;

  @IsString()
  @JSONSchema({ description: 'Which month or week, for a stage that comes again; empty for others.' })
  @Example('')
  period!: string;

  @OpenEnum()
  @IsIn(mailStates)
  @JSONSchema({
    description:
      '`bounced`: the first address was refused, and the second one is tried. `untold`: nobody could be told.',
  })
  @Example('delivered')
  state!: MailState;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Null as long as no address is known.' })
  @Example('hall@example.org')
  address!: string | null;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  madeAt!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When a mail server took it, or when it was given up. Null while it waits.' })
  @Example('2026-12-01T09:31:00.000Z')
  settledAt!: string | null;
}

export class ClientMailList extends ListEnd {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ClientMailItem)
  data!: ClientMailItem[];
}
