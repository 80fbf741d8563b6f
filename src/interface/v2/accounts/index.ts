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
