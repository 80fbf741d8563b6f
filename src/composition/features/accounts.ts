import sql from 'sql-template-tag';
import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';
import type { Config } from '../../../config/index.js';
import { Callers, OperatorCallers } from '../../application/kernel/request/caller.js';
import { PageVisits } from '../../application/kernel/request/page-visits.js';
import { MailQueue } from '../../application/kernel/operations/mail-queue.js';
import { SignInAccounts } from '../../application/kernel/request/sign-in-accounts.js';
import { Clock } from '../../application/kernel/clock.js';
import { Workload } from '../../application/kernel/request/workload.js';
import { OperatorSignIn } from '../../application/accounts/audiences/operator-sign-in.js';
import { PageSignIn } from '../../application/accounts/audiences/page-sign-in.js';
import { ApiKeyQueries, ApiKeys, KeyUses } from '../../application/accounts/api-keys.js';
import { Addresses } from '../../application/accounts/credentials/addresses.js';
import { CheckedPasswords } from '../../application/accounts/credentials/checked-passwords.js';
import { CommonPasswords } from '../../application/accounts/credentials/common-passwords.js';
import { PasswordHashes } from '../../application/accounts/credentials/password-hashes.js';
import { KnownNetworks } from '../../application/accounts/networks/known-networks.js';
import { SignInNetworkService } from '../../application/accounts/networks/sign-in-network-service.js';
import { AccountLetters } from '../../application/accounts/mail/account-letters.js';
import { AccountLinks } from '../../application/accounts/mail/account-links.js';
import { Addressees } from '../../application/accounts/mail/letter-sender.js';
import { PatronCategories } from '../../application/accounts/categories/patron-category-service.js';
import { LetterTexts } from '../../application/accounts/mail/letter-texts.js';
import { LinkPages, ResetPage } from '../../application/accounts/mail/link-service.js';
import { Passwords } from '../../application/accounts/passwords.js';
import { PatronQueries } from '../../application/accounts/patron-queries.js';
import { Patrons } from '../../application/accounts/patrons.js';
import { RegistrationMode } from '../../application/accounts/patrons/self-registration.js';
import { Secrets } from '../../application/accounts/secrets.js';
import { Sessions } from '../../application/accounts/sessions.js';
import { SessionQueries } from '../../application/accounts/sessions/session-queries.js';
import { MailReachesPeople } from '../../application/accounts/staff/admin-invitations.js';
import { SignInService } from '../../application/accounts/sign-in-service.js';
import { PersonalRecords } from '../../application/accounts/export/personal-records.js';
import { OperatorTokens, PageTokens, Tokens } from '../../application/accounts/tokens.js';
import { cardNumberTaken, emailTaken } from '../../domain/accounts/refusals.js';
import { Argon2Passwords } from '../../infrastructure/accounts/argon2-passwords.js';
import {
  SqlAccountRecords,
  SqlApiKeyRecords,
  SqlSessionRecords,
} from '../../infrastructure/accounts/export/sql-account-records.js';
import {
  SqlLetterRecords,
  SqlLinkRecords,
  SqlNetworkRecords,
} from '../../infrastructure/accounts/export/sql-mail-records.js';
import { SqlEventRecords } from '../../infrastructure/accounts/export/sql-event-records.js';
import { RankedPasswords } from '../../infrastructure/accounts/credentials/ranked-passwords.js';
import { SqlAddresses } from '../../infrastructure/accounts/credentials/sql-addresses.js';
import { JwtTokens } from '../../infrastructure/accounts/jwt-tokens.js';
import { AccountLetterTexts } from '../../infrastructure/accounts/mail/account-letter-texts.js';
import { MikroAccountLinks } from '../../infrastructure/accounts/mail/mikro-account-links.js';
import { SqlAccountLetters } from '../../infrastructure/accounts/mail/sql-account-letters.js';
import { SqlLetterQueue } from '../../infrastructure/accounts/mail/sql-letter-queue.js';
import { SqlAddressees } from '../../infrastructure/accounts/mail/sql-addressees.js';
import {
  accountLinkSchema,
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
import { SqlKeyUses } from '../../infrastructure/accounts/sql-key-uses.js';
import { Database } from '../../infrastructure/kernel/postgres/database.js';
import { OneTimeCodes } from '../../application/accounts/second-factor/one-time-codes.js';
import { SecondFactorPolicy } from '../../application/accounts/second-factor/second-factor-policy.js';
import {
  SecondFactorQueries,
  SecondFactors,
} from '../../application/accounts/second-factor/second-factors.js';
import { Vault } from '../../application/accounts/second-factor/vault.js';
import { MikroSecondFactors } from '../../infrastructure/accounts/second-factor/mikro-second-factors.js';
import { SealedVault } from '../../infrastructure/accounts/second-factor/sealed-vault.js';
import { SqlSecondFactorQueries } from '../../infrastructure/accounts/second-factor/sql-second-factor-queries.js';
import { SqlSecondFactorRecords } from '../../infrastructure/accounts/second-factor/sql-second-factor-records.js';
import { TotpCodes } from '../../infrastructure/accounts/second-factor/totp-codes.js';
import { SqlKnownCodes } from '../../infrastructure/kernel/unit-of-work/sql-known-codes.js';
import { SqlUnitOfWork } from '../../infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import type { Feature } from './feature.js';

/** What an export says of an account, in this order. */
const accountRecords = [
  SqlAccountRecords,
  SqlSessionRecords,
  SqlApiKeyRecords,
  SqlNetworkRecords,
  SqlLetterRecords,
  SqlLinkRecords,
  SqlEventRecords,
];

export const accounts: Feature = {
  name: 'accounts',
  entities: [
    patronSchema,
    sessionSchema,
    refreshTokenSchema,
    apiKeySchema,
    accountLinkSchema,
    secondFactorSchema,
  ],
  constraints: { patron_email_unique: emailTaken, patron_card_number_unique: cardNumberTaken },
  bind(container, config) {
    container.register(Patrons, { useClass: MikroPatrons });
    container.register(PatronQueries, { useClass: SqlPatronQueries });
    container.register(PatronCategories, {
      useFactory: (c) => new SqlKnownCodes(c.resolve(SqlUnitOfWork), sql`patron_category`),
    });
    container.register(Sessions, { useClass: MikroSessions });
    container.register(SessionQueries, { useClass: SqlSessionQueries });
    container.register(ApiKeys, { useClass: MikroApiKeys });
    container.register(ApiKeyQueries, { useClass: SqlApiKeyQueries });
    bindMail(container, config);
    container.registerInstance(MailReachesPeople, config.smtpUrl !== undefined);
    container.registerInstance<RegistrationMode>(RegistrationMode, config.registration);
    for (const records of accountRecords) {
      container.register<PersonalRecords>(PersonalRecords, { useClass: records });
    }
    container.register(Callers, { useToken: SignInService });
    container.register(OperatorCallers, { useToken: OperatorSignIn });
    container.register(PageVisits, { useToken: PageSignIn });
    container.register(KnownNetworks, { useClass: SqlKnownNetworks });
    container.register(SignInAccounts, { useToken: SignInNetworkService });
    container.registerInstance(Secrets, new RandomSecrets());
    bindSecondFactor(container, config);
    container.register(Passwords, { useClass: CheckedPasswords });
    container.register(PasswordHashes, {
      useFactory: instanceCachingFactory((c) => {
        const workload = c.resolve<Workload>(Workload);
        return new Argon2Passwords((work) => workload.withoutSlot(work));
      }),
    });
    container.register(Addresses, { useClass: SqlAddresses });
    container.registerInstance(CommonPasswords, new RankedPasswords());
    // Created on first use, so that they get an overridden clock.
    container.register(KeyUses, {
      useFactory: instanceCachingFactory((c) => new SqlKeyUses(c.resolve(Database), c.resolve(Clock))),
    });
    bindTokens(container, config);
  },
};

function bindMail(container: DependencyContainer, config: Config): void {
  container.register(AccountLetters, { useClass: SqlAccountLetters });
  container.register(AccountLinks, { useClass: MikroAccountLinks });
  container.register(MailQueue, { useClass: SqlLetterQueue });
  container.register(Addressees, { useClass: SqlAddressees });
  container.registerInstance<LetterTexts>(LetterTexts, new AccountLetterTexts(config.libraryTimeZone));
  // A link never contains the host of a request.
  const { accountPagesUrl, publicUrl = `http://localhost:${config.port}` } = config;
  const home = accountPagesUrl ?? `${publicUrl}/account`;
  const pages = { verification: `${home}/verify`, reset: `${home}/reset` };
  container.registerInstance<LinkPages>(LinkPages, (purpose, secret) => `${pages[purpose]}?token=${secret}`);
  container.registerInstance(ResetPage, pages.reset);
}

/** Binds the second factor of staff. */
function bindSecondFactor(container: DependencyContainer, config: Config): void {
  container.register(SecondFactors, { useClass: MikroSecondFactors });
  container.register(SecondFactorQueries, { useClass: SqlSecondFactorQueries });
  container.registerInstance(SecondFactorPolicy, new SecondFactorPolicy(config.staffSecondFactor));
  container.register(PersonalRecords, { useClass: SqlSecondFactorRecords });
  container.registerInstance(OneTimeCodes, new TotpCodes());
  container.registerInstance(Vault, new SealedVault(config.jwtSecrets));
}

/** Each audience accepts only its own tokens. */
function bindTokens(container: DependencyContainer, { jwtSecrets }: Config): void {
  const audiences = [
    [Tokens, 'shelflife'],
    [OperatorTokens, 'shelflife-ops'],
    [PageTokens, 'shelflife-pages'],
  ] as const;
  for (const [token, audience] of audiences)
    container.register<Tokens>(token, {
      useFactory: instanceCachingFactory((c) => new JwtTokens(jwtSecrets, c.resolve(Clock), audience)),
    });
}
