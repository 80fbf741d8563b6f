import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsDateString, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { lifecycleStates, type LifecycleState } from '../../../../domain/kernel/lifecycle/lifecycle-days.js';
import { OpenEnum } from '../../../kernel/minors/open-enum.js';
import { MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';

/** A client that called something deprecated in the last 30 days. */
export class Caller {
  @IsInt()
  @Example(7)
  consumer!: number;

  @IsString()
  @Example('Display in the hall')
  name!: string;

  @IsString()
  @Example('external')
  class!: string;

  @IsInt()
  @Example(120)
  calls!: number;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  lastAt!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When its owner got the announcement. Null: not told.' })
  @Example(null)
  toldAt!: string | null;

  @IsBoolean()
  @JSONSchema({ description: 'Whether its owner, or an admin in their place, has consented to the sunset.' })
  @Example(false)
  consented!: boolean;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'Until then its owner has put the sunset off. Null: it was not put off.' })
  @Example(null)
  extendedUntil!: string | null;
}

const switchKinds = ['hold', 'no_brownouts'] as const;

/** What operators have switched. */
export class OperatorSwitch {
  @OpenEnum()
  @IsIn(switchKinds)
  @JSONSchema({ description: '`hold`: its sunset does not take place. `no_brownouts`: none takes place.' })
  @Example('no_brownouts')
  kind!: (typeof switchKinds)[number];

  @IsBoolean()
  @JSONSchema({ description: 'Whether it is for all deprecations.' })
  @Example(false)
  forAll!: boolean;

  @IsString()
  @Example('The desk of the branch is being moved.')
  reason!: string;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  at!: string;
}

/** A short time in which it is switched off. */
export class BrownoutWindow {
  @IsDateString()
  @Example('2028-10-03T14:00:00.000Z')
  from!: string;

  @IsDateString()
  @JSONSchema({ description: 'The first moment after it.' })
  @Example('2028-10-03T14:15:00.000Z')
  until!: string;
}

/** A deprecated operation, or a deprecated part of some. */
export class Deprecation {
  @IsString()
  @Example('v1-change-user-role')
  id!: string;

  @OpenEnum()
  @IsIn(lifecycleStates)
  @Example('deprecated')
  state!: LifecycleState;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'Since when it is in this state. Null until the worker has decided.' })
  @Example('2026-12-01T00:00:00.000Z')
  since!: string | null;

  @IsString()
  @JSONSchema({ format: 'date' })
  @Example('2026-12-01')
  deprecated!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({ format: 'date' })
  @Example('2028-12-01')
  sunset!: string | null;

  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'What is deprecated: version, operation and, for a part, its place and name.' })
  @Example(['v1.changeUserRole'])
  what!: string[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Caller)
  @JSONSchema({ description: 'Who called it in the last 30 days, most calls first; 100 at most.' })
  callers!: Caller[];

  @IsInt()
  @JSONSchema({ description: 'Calls without a token in the last 30 days.' })
  @Example(0)
  anonymousCalls!: number;

  @IsInt()
  @JSONSchema({ description: 'How many of them operators have confirmed: more than that hold its sunset.' })
  @Example(0)
  confirmedAnonymousCalls!: number;

  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'What holds its sunset or its brownout, for people.' })
  @Example([])
  heldBy!: string[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => BrownoutWindow)
  @JSONSchema({ description: 'Its brownouts that are not over.' })
  brownouts!: BrownoutWindow[];

  @IsBoolean()
  @JSONSchema({ description: 'Whether operators have switched its brownouts off.' })
  @Example(false)
  withoutBrownouts!: boolean;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OperatorSwitch)
  @JSONSchema({ description: 'What operators have switched for it, or for all.' })
  switches!: OperatorSwitch[];
}

export class DeprecationList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Deprecation)
  data!: Deprecation[];
}

/** A brownout of something deprecated. */
export class PlannedBrownout extends BrownoutWindow {
  @IsString()
  @Example('v1-change-user-role')
  deprecation!: string;

  @IsBoolean()
  @JSONSchema({ description: 'Whether operators have switched it off.' })
  @Example(false)
  switchedOff!: boolean;
}

export class BrownoutList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PlannedBrownout)
  data!: PlannedBrownout[];
}
