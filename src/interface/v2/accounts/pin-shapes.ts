import { Type } from 'class-transformer';
import { IsArray, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Example, IsText } from '../../kernel/shapes/text-rules.js';
import { PageInfo } from '../lists.js';

export class ByMajor {
  @IsString()
  @JSONSchema({ description: 'The major as in the path of the API, such as `v1`.' })
  @Example('v1')
  major!: string;
}

export class WantedMinor {
  @IsText(1, 20)
  @Example('1.1')
  minor!: string;
}

/** The minor for requests to this major without `API-Version`. */
export class Pin {
  @IsString()
  @Example('v1')
  major!: string;

  @IsString()
  @Example('1.1')
  minor!: string;
}

export class PinList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Pin)
  data!: Pin[];

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}
