import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';
import type { Config } from '../../../config/index.js';
import { Clock } from '../../application/kernel/clock.js';
import { LifecycleCounts } from '../../application/kernel/operations/lifecycle-counts.js';
import { MailQueue } from '../../application/kernel/operations/mail-queue.js';
import { RequestObserver } from '../../application/kernel/request/request-observer.js';
import { LifecycleStates } from '../../application/kernel/request/lifecycle-states.js';
import { ConsumerFinder } from '../../application/usage/consumers/consumer-finder.js';
import {
  ConsumerQueries,
  Consumers,
  OwnClients,
  Owners,
} from '../../application/usage/consumers/consumers.js';
import { ConsumerDirectory } from '../../application/usage/consumers/known-consumers.js';
import { DeveloperQueries } from '../../application/usage/developers/developer-queries.js';
import { KeptUsage } from '../../application/usage/counting/kept-usage.js';
import { UsageQueries } from '../../application/usage/counting/usage-queries.js';
import { UsageRecorder } from '../../application/usage/counting/usage-recorder.js';
import { UsageStore } from '../../application/usage/counting/usage-store.js';
import { UsageWriter } from '../../application/usage/counting/usage-writer.js';
import { ClientMails } from '../../application/usage/operators/client-mails.js';
import { ClientUsage } from '../../application/usage/operators/client-usage.js';
import { Clients } from '../../application/usage/operators/clients.js';
import { StateCounts } from '../../application/usage/operators/state-counts.js';
import { Agreements, AnonymousConfirmations } from '../../application/usage/lifecycle/agreements.js';
import { Decisions, LifecycleSwitches } from '../../application/usage/lifecycle/decisions.js';
import { LifecycleFacts } from '../../application/usage/lifecycle/lifecycle-facts.js';
import { OwnUses } from '../../application/usage/lifecycle/own-deprecations.js';
import { DigestTexts } from '../../application/usage/mails/digest-texts.js';
import { LifecycleMails } from '../../application/usage/mails/lifecycle-mails.js';
import { MailEvidence } from '../../application/usage/mails/mail-evidence.js';
import { MailLinks } from '../../application/usage/mails/mail-links.js';
import { OperatorsEmail, Recipients } from '../../application/usage/mails/recipients.js';
import { SentMails } from '../../application/usage/mails/sent-mails.js';
import { ToldClients } from '../../application/usage/mails/told-clients.js';
import { OwnUsage } from '../../application/usage/report/own-usage.js';
import { Fingerprints } from '../../application/usage/fingerprints.js';
import { Proofs } from '../../application/usage/lifecycle/proofs.js';
import {
  AccountOwners,
  AccountRecipients,
  ClientsOfPatron,
  ConsentsOfPatron,
  ConsumersOfPatron,
  EvidenceOfPatron,
  MailsOfPatron,
  PersonalRecords,
  PersonalTraces,
  UsageOfPatron,
} from '../../infrastructure/usage/bridges.js';
import { SqlConsumerQueries } from '../../infrastructure/usage/consumers/sql-consumer-queries.js';
import { SqlConsumers } from '../../infrastructure/usage/consumers/sql-consumers.js';
import { SqlKeptUsage } from '../../infrastructure/usage/counting/sql-kept-usage.js';
import { SqlUsageQueries } from '../../infrastructure/usage/counting/sql-usage-queries.js';
import { SqlUsageStore } from '../../infrastructure/usage/counting/sql-usage-store.js';
import { SqlDeveloperQueries } from '../../infrastructure/usage/developers/sql-developer-queries.js';
import { ReadStates } from '../../infrastructure/usage/lifecycle/read-states.js';
import {
  SqlAgreements,
  SqlAnonymousConfirmations,
} from '../../infrastructure/usage/lifecycle/sql-agreements.js';
import { SqlDecisions, SqlLifecycleSwitches } from '../../infrastructure/usage/lifecycle/sql-decisions.js';
import { SqlLifecycleFacts } from '../../infrastructure/usage/lifecycle/sql-lifecycle-facts.js';
import { SqlOwnUses } from '../../infrastructure/usage/lifecycle/sql-own-uses.js';
import { SqlProofs } from '../../infrastructure/usage/lifecycle/sql-proofs.js';
import { MustacheDigestTexts } from '../../infrastructure/usage/mails/mustache-digest-texts.js';
import { SqlLifecycleMailQueue } from '../../infrastructure/usage/mails/sql-lifecycle-mail-queue.js';
import { SqlLifecycleMails } from '../../infrastructure/usage/mails/sql-lifecycle-mails.js';
import { SqlMailEvidence } from '../../infrastructure/usage/mails/sql-mail-evidence.js';
import { SqlSentMails } from '../../infrastructure/usage/mails/sql-sent-mails.js';
import { SqlToldClients } from '../../infrastructure/usage/mails/sql-told-clients.js';
import { ServedVersions } from '../../interface/kernel/declaration/version.js';
import { ServedMailLinks } from '../../interface/worker/usage/mail-links.js';
import { randomSalt, sha256 } from '../../infrastructure/usage/sha256.js';
import { SqlClientMails } from '../../infrastructure/usage/operators/sql-client-mails.js';
import { SqlClients } from '../../infrastructure/usage/operators/sql-clients.js';
import { SqlClientUsage } from '../../infrastructure/usage/operators/sql-client-usage.js';
import { SqlOwnUsage } from '../../infrastructure/usage/report/sql-own-usage.js';
import type { Feature } from './feature.js';

const personalRecords = [ClientsOfPatron, UsageOfPatron, EvidenceOfPatron, MailsOfPatron, ConsentsOfPatron];

export const usage: Feature = {
  name: 'usage',
  entities: [],
  constraints: {},
  bind(container, config) {
    container.register(Consumers, { useClass: SqlConsumers });
    container.register(ConsumerQueries, { useClass: SqlConsumerQueries });
    container.register(OwnClients, { useClass: SqlConsumerQueries });
    container.register(ConsumerDirectory, { useClass: SqlConsumerQueries });
    container.register(Owners, { useClass: AccountOwners });
    container.register(KeptUsage, { useClass: SqlKeptUsage });
    container.register(UsageQueries, { useClass: SqlUsageQueries });
    container.register(UsageStore, { useClass: SqlUsageStore });
    container.register(OwnUsage, { useClass: SqlOwnUsage });
    for (const records of personalRecords) {
      container.register<PersonalRecords>(PersonalRecords, { useClass: records });
    }
    container.register(PersonalTraces, { useClass: ConsumersOfPatron });
    container.register(DeveloperQueries, { useClass: SqlDeveloperQueries });
    container.register(ClientUsage, { useClass: SqlClientUsage });
    container.register(Clients, { useClass: SqlClients });
    container.register(ClientMails, { useClass: SqlClientMails });
    bindCounting(container);
    bindLifecycles(container);
    bindMails(container, config);
  },
  begin(container, events) {
    const endReading = container.resolve(ReadStates).begin();
    const endWriting = container.resolve(UsageWriter).begin(events);
    return () => {
      endReading();
      return endWriting();
    };
  },
};

/** One of each in a process, created on first use, so that they get an overridden clock. */
function bindCounting(container: DependencyContainer): void {
  container.register(ConsumerFinder, {
    useFactory: instanceCachingFactory((c) => new ConsumerFinder(c.resolve(Clock), sha256, randomSalt())),
  });
  container.register(UsageRecorder, {
    useFactory: instanceCachingFactory((c) => new UsageRecorder(c.resolve(ConsumerFinder), c.resolve(Clock))),
  });
  container.register(UsageWriter, {
    useFactory: instanceCachingFactory(
      (c) =>
        new UsageWriter(
          c.resolve(UsageRecorder),
          c.resolve(ConsumerFinder),
          c.resolve(UsageStore),
          c.resolve(ConsumerDirectory),
          c.resolve(Clock),
        ),
    ),
  });
  container.register(RequestObserver, { useToken: UsageRecorder });
}

function bindLifecycles(container: DependencyContainer): void {
  container.register(LifecycleFacts, { useClass: SqlLifecycleFacts });
  container.register(Decisions, { useClass: SqlDecisions });
  container.register(LifecycleSwitches, { useClass: SqlLifecycleSwitches });
  container.register(Agreements, { useClass: SqlAgreements });
  container.register(AnonymousConfirmations, { useClass: SqlAnonymousConfirmations });
  container.register(Proofs, { useClass: SqlProofs });
  container.register(OwnUses, { useClass: SqlOwnUses });
  container.registerInstance(Fingerprints, sha256);
  container.register(ReadStates, {
    useFactory: instanceCachingFactory((c) => new ReadStates(c.resolve<Decisions>(Decisions))),
  });
  container.register(LifecycleStates, { useToken: ReadStates });
  container.register(LifecycleCounts, { useClass: StateCounts });
}

function bindMails(container: DependencyContainer, config: Config): void {
  const { publicUrl: home = `http://localhost:${config.port}` } = config;
  container.register(MailQueue, { useClass: SqlLifecycleMailQueue });
  container.register(ToldClients, { useClass: SqlToldClients });
  container.register(LifecycleMails, { useClass: SqlLifecycleMails });
  container.register(MailEvidence, { useClass: SqlMailEvidence });
  container.register(SentMails, { useClass: SqlSentMails });
  container.register(Recipients, { useClass: AccountRecipients });
  container.registerInstance(DigestTexts, new MustacheDigestTexts());
  container.register(OperatorsEmail, { useFactory: () => config.libraryEmail });
  container.register(MailLinks, {
    useFactory: (c) => new ServedMailLinks(c.resolve<ServedVersions>(ServedVersions), home),
  });
}
