import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsDateString, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { toId } from '../../ids.js';
import { PageInfo } from '../../lists.js';

export class SessionById {
  @IsString()
  @Example(toId('session', 1))
  id!: string;
}

/** A sign-in and all tokens that began with it. */
export class Session {
  @IsString()
  @Example(toId('session', 1))
  id!: string;

  @IsBoolean()
  @JSONSchema({ description: 'Whether the token of this request belongs to it.' })
  @Example(true)
  current!: boolean;

  @IsBoolean()
  @JSONSchema({ description: 'False for a sign-in through `/v1`, which has one token.' })
  @Example(true)
  refreshable!: boolean;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The `User-Agent` of the sign-in. Null if there was none.' })
  @Example('curl/8.14.1')
  userAgent!: string | null;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  startedAt!: string;

  @MayBeNull()
  @IsDateString()
  @JSONSchema({ description: 'When its tokens were refreshed last. Null if they never were.' })
  @Example('2026-12-02T09:30:00.000Z')
  refreshedAt!: string | null;

  @IsDateString()
  @JSONSchema({ description: 'When it ends unless it is refreshed.' })
  @Example('2026-12-31T09:30:00.000Z')
  expiresAt!: string;
}

export class SessionList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Session)
  data!: Session[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}
