import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDateString,
  IsInt,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';

export class SecondFactor {
  @IsBoolean()
  @JSONSchema({ description: 'Whether signing in needs a code.' })
  @Example(true)
  active!: boolean;

  @IsBoolean()
  @JSONSchema({ description: 'Whether the role of this account needs a second factor.' })
  @Example(true)
  required!: boolean;

  @MayBeNull()
  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  confirmedAt!: string | null;

  @IsInt()
  @JSONSchema({ description: 'The number of unused recovery codes.' })
  @Example(10)
  recoveryCodesLeft!: number;
}

export class NewSecondFactor {
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  @JSONSchema({ format: 'password' })
  @Example('a long and quiet evening')
  currentPassword!: string;

  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  @JSONSchema({
    description: 'A code of the present second factor, or a recovery code. Needed when there is one.',
  })
  code?: string;
}

export class SecondFactorSecret {
  @IsString()
  @JSONSchema({ description: 'The secret in Base32, to be typed where no QR code can be scanned.' })
  @Example('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  secret!: string;

  @IsString()
  @JSONSchema({ description: 'The URI that an authenticator app reads.' })
  @Example(
    'otpauth://totp/Shelflife:desk%40example.org?issuer=Shelflife&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' +
      '&algorithm=SHA1&digits=6&period=30',
  )
  uri!: string;

  @IsString()
  @JSONSchema({ description: 'The URI as a QR code: an SVG document.' })
  @Example('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 430 430"/>')
  qrCode!: string;
}

export class SecondFactorCode {
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  @JSONSchema({ description: 'The code that the authenticator app shows.' })
  @Example('287082')
  code!: string;
}

export class SecondFactorRemovalBody {
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  @JSONSchema({ description: 'The code that the authenticator app shows, or a recovery code.' })
  @Example('287082')
  code!: string;
}

export class RecoveryCodes {
  @IsArray()
  @ArrayMinSize(10)
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @JSONSchema({
    description:
      'Each replaces a code of the authenticator app once. Only this answer shows them: keep them in a safe place.',
  })
  @Example(Array.from({ length: 10 }, () => 'gezdgn-bvgy3t-qojqge-zdgnbv'))
  recoveryCodes!: string[];
}
