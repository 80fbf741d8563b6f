import { IsIn, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Example, IsEmailAddress, IsText } from '../../../kernel/shapes/text-rules.js';

const tokenExample = 'sll_xQmXkUWmBvQmC6ZlZ2p2wYb6mQy0m1s7l4m8Zt3nD5E';
const tokenWords = 'The `token` of the link in the mail.';

export class PasswordResetRequest {
  @IsEmailAddress()
  @MaxLength(254)
  @Example('reader@example.org')
  email!: string;
}

export class PasswordReset {
  @IsText(1, 200)
  @JSONSchema({ description: tokenWords })
  @Example(tokenExample)
  token!: string;

  @IsText(8, 128)
  @JSONSchema({ format: 'password' })
  @Example('another long and quiet evening')
  newPassword!: string;
}

export class EmailVerification {
  @IsText(1, 200)
  @JSONSchema({ description: tokenWords })
  @Example(tokenExample)
  token!: string;
}

/** The request was accepted. A mail follows if it has to. */
export class Accepted {
  @IsIn(['accepted'])
  @Example('accepted')
  status!: 'accepted';
}
