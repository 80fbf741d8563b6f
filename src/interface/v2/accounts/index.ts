import { ApiKeyRoutes } from './api-key-routes.js';
import { EmailVerificationRoutes } from './mail/email-verification-routes.js';
import { PasswordResetRoutes } from './mail/password-reset-routes.js';
import { ExportRoutes } from './export/export-routes.js';
import { MeRoutes } from './me-routes.js';
import { PatronRoutes } from './patrons/patron-routes.js';
import { PinRoutes } from './pin-routes.js';
import { RegistrationRoutes } from './registration-routes.js';
import { SecondFactorRoutes } from './second-factor/second-factor-routes.js';
import { StaffRoutes } from './patrons/staff-routes.js';
import { PasswordRoutes } from './tokens/password-routes.js';
import { SessionRoutes } from './tokens/session-routes.js';
import { TokenRoutes } from './tokens/token-routes.js';

export const routeGroups = [
  TokenRoutes,
  RegistrationRoutes,
  MeRoutes,
  EmailVerificationRoutes,
  PasswordResetRoutes,
  PinRoutes,
  PatronRoutes,
  ApiKeyRoutes,
  PasswordRoutes,
  SessionRoutes,
  ExportRoutes,
  SecondFactorRoutes,
  StaffRoutes,
];

export const tags = {
  tokens: 'Signing in and out: access tokens, and refresh tokens that can be used once.',
  patrons: 'Accounts of patrons: registering, and what the staff can do for them.',
  me: 'The own account: its data, pins, sessions, password and second factor.',
  'email-verifications': 'Confirming an e-mail address with the link in a mail.',
  'password-resets': 'Setting a new password with the link in a mail.',
  'api-keys': 'Keys for programs, each limited to its scopes.',
  desk: 'Registering patrons at the desk.',
};

export { twins } from './twins.js';
