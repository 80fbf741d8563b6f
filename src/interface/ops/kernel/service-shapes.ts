import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { lifecycleStates, type LifecycleState } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { OpenEnum } from '../../kernel/minors/open-enum.js';
import { MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example } from '../../kernel/shapes/text-rules.js';

/** A limit of callers. */
export class LimitInForce {
  @IsString()
  @Example('anonymous')
  policy!: string;

  @IsInt()
  @JSONSchema({ description: 'Requests, or failures, in each period.' })
  @Example(200)
  points!: number;

  @IsInt()
  @JSONSchema({ description: 'Length of the period.' })
  @Example(86_400)
  seconds!: number;

  @IsString()
  @JSONSchema({ description: 'What counts, for people.' })
  @Example('Callers without a token, by address and operation')
  counts!: string;
}

export class LimitList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LimitInForce)
  data!: LimitInForce[];
}

/** A minor of a major. */
export class ServedMinor {
  @IsString()
  @Example('1.0')
  minor!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({
    format: 'date',
    description: 'The day of its release. Null for a draft, which production does not serve.',
  })
  @Example('2026-11-30')
  released!: string | null;

  @IsInt()
  @JSONSchema({ description: 'Number of changes since the minor before.' })
  @Example(0)
  changes!: number;
}

/** A major of the library. */
export class ServedMajor {
  @IsString()
  @Example('v1')
  version!: string;

  @OpenEnum()
  @IsIn(lifecycleStates)
  @Example('active')
  state!: LifecycleState;

  @MayBeNull()
  @IsString()
  @JSONSchema({ format: 'date' })
  @Example(null)
  deprecated!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ format: 'date' })
  @Example(null)
  sunset!: string | null;

  @IsInt()
  @JSONSchema({ description: 'Number of operations and parts of operations that are deprecated.' })
  @Example(2)
  deprecations!: number;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ServedMinor)
  minors!: ServedMinor[];
}

export class MajorList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ServedMajor)
  data!: ServedMajor[];
}

/** A setting of the process that answers. */
export class Setting {
  @IsString()
  @JSONSchema({ description: 'The name of its variable.' })
  @Example('LOG_LEVEL')
  name!: string;

  @IsString()
  @JSONSchema({ description: 'As it would be set; secrets are masked. Empty if it is not set.' })
  @Example('info')
  value!: string;
}

export class SettingList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Setting)
  data!: Setting[];
}
