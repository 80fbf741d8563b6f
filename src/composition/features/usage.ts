import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';
import { Clock } from '../../application/kernel/clock.js';
import { RequestObserver } from '../../application/kernel/request/request-observer.js';
import { ConsumerFinder } from '../../application/usage/consumers/consumer-finder.js';
import { ConsumerQueries, Consumers, Owners } from '../../application/usage/consumers/consumers.js';
import { ConsumerDirectory } from '../../application/usage/consumers/known-consumers.js';
import { KeptUsage } from '../../application/usage/counting/kept-usage.js';
import { UsageQueries } from '../../application/usage/counting/usage-queries.js';
import { UsageRecorder } from '../../application/usage/counting/usage-recorder.js';
import { UsageStore } from '../../application/usage/counting/usage-store.js';
import { UsageWriter } from '../../application/usage/counting/usage-writer.js';
import {
  AccountOwners,
  ConsumersOfPatron,
  EvidenceOfPatron,
  PersonalRecords,
  PersonalTraces,
  UsageOfPatron,
} from '../../infrastructure/usage/bridges.js';
import { SqlConsumerQueries } from '../../infrastructure/usage/consumers/sql-consumer-queries.js';
import { SqlConsumers } from '../../infrastructure/usage/consumers/sql-consumers.js';
import { SqlKeptUsage } from '../../infrastructure/usage/counting/sql-kept-usage.js';
import { SqlUsageQueries } from '../../infrastructure/usage/counting/sql-usage-queries.js';
import { SqlUsageStore } from '../../infrastructure/usage/counting/sql-usage-store.js';
import type { Feature } from './feature.js';

export const usage: Feature = {
  name: 'usage',
  entities: [],
  constraints: {},
  bind(container) {
    container.register(Consumers, { useClass: SqlConsumers });
    container.register(ConsumerQueries, { useClass: SqlConsumerQueries });
    container.register(ConsumerDirectory, { useClass: SqlConsumerQueries });
    container.register(Owners, { useClass: AccountOwners });
    container.register(KeptUsage, { useClass: SqlKeptUsage });
    container.register(UsageQueries, { useClass: SqlUsageQueries });
    container.register(UsageStore, { useClass: SqlUsageStore });
    for (const records of [UsageOfPatron, EvidenceOfPatron]) {
      container.register<PersonalRecords>(PersonalRecords, { useClass: records });
    }
    container.register(PersonalTraces, { useClass: ConsumersOfPatron });
    bindCounting(container);
  },
  begin(container, events) {
    return container.resolve(UsageWriter).begin(events);
  },
};

/** One of each in a process, created on first use, so that they get an overridden clock. */
function bindCounting(container: DependencyContainer): void {
  container.register(ConsumerFinder, {
    useFactory: instanceCachingFactory((c) => new ConsumerFinder(c.resolve(Clock))),
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
