import type { AdviceByCode } from '../../../documentation/problems/advice.js';
import { onPasswordsAndMail } from './passwords-and-mail.js';
import { onPatrons } from './patrons.js';
import { onSecondFactor } from './second-factor.js';
import { onSignIn } from './sign-in.js';

export const advice: AdviceByCode = { ...onSignIn, ...onPatrons, ...onPasswordsAndMail, ...onSecondFactor };
