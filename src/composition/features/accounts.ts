import { instanceCachingFactory } from 'tsyringe';
import { Callers } from '../../application/kernel/request/caller.js';
import { SignInAccounts } from '../../application/kernel/request/sign-in-accounts.js';
import { Clock } from '../../application/kernel/clock.js';
import { ApiKeyQueries } from '../../application/accounts/api-keys.js';
import { ApiKeys } from '../../application/accounts/api-keys.js';
import { KnownNetworks } from '../../application/accounts/networks/known-networks.js';
import { SignInNetworkService } from '../../application/accounts/networks/sign-in-network-service.js';
import { Passwords } from '../../application/accounts/passwords.js';
import { PatronQueries } from '../../application/accounts/patron-queries.js';
import { Patrons } from '../../application/accounts/patrons.js';
import { Secrets } from '../../application/accounts/secrets.js';
import { Sessions } from '../../application/accounts/sessions.js';
import { SessionQueries } from '../../application/accounts/sessions/session-queries.js';
import { SignInService } from '../../application/accounts/sign-in-service.js';
import { Tokens } from '../../application/accounts/tokens.js';
import { cardNumberTaken, emailTaken } from '../../domain/accounts/refusals.js';
import { Argon2Passwords } from '../../infrastructure/accounts/argon2-passwords.js';
import { JwtTokens } from '../../infrastructure/accounts/jwt-tokens.js';
import {
  apiKeySchema,
  patronSchema,
  refreshTokenSchema,
  sessionSchema,
} from '../../infrastructure/accounts/mappings.js';
import { MikroApiKeys } from '../../infrastructure/accounts/mikro-api-keys.js';
import { MikroPatrons } from '../../infrastructure/accounts/mikro-patrons.js';
import { MikroSessions } from '../../infrastructure/accounts/mikro-sessions.js';
import { SqlKnownNetworks } from '../../infrastructure/accounts/networks/sql-known-networks.js';
import { RandomSecrets } from '../../infrastructure/accounts/random-secrets.js';
import { SqlSessionQueries } from '../../infrastructure/accounts/sessions/sql-session-queries.js';
import { SqlApiKeyQueries } from '../../infrastructure/accounts/sql-api-key-queries.js';
import { SqlPatronQueries } from '../../infrastructure/accounts/sql-patron-queries.js';
import { secondFactorSchema } from '../../infrastructure/accounts/second-factor/mapping.js';
import { bindSecondFactor } from './accounts-second-factor.js';
import type { Feature } from './feature.js';

export const accounts: Feature = {
  name: 'accounts',
  entities: [patronSchema, sessionSchema, refreshTokenSchema, apiKeySchema, secondFactorSchema],
  constraints: { patron_email_unique: emailTaken, patron_card_number_unique: cardNumberTaken },
  bind(container, config) {
    container.register(Patrons, { useClass: MikroPatrons });
    container.register(PatronQueries, { useClass: SqlPatronQueries });
    container.register(Sessions, { useClass: MikroSessions });
    container.register(SessionQueries, { useClass: SqlSessionQueries });
    container.register(ApiKeys, { useClass: MikroApiKeys });
    container.register(ApiKeyQueries, { useClass: SqlApiKeyQueries });
    container.register(Callers, { useToken: SignInService });
    container.register(KnownNetworks, { useClass: SqlKnownNetworks });
    container.register(SignInAccounts, { useToken: SignInNetworkService });
    container.registerInstance(Secrets, new RandomSecrets());
    bindSecondFactor(container, config);
    container.registerInstance(Passwords, new Argon2Passwords());
    // Created on first use, so that it gets an overridden clock.
    container.register(Tokens, {
      useFactory: instanceCachingFactory((c) => new JwtTokens(config.jwtSecret, c.resolve(Clock))),
    });
  },
};
