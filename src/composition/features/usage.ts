import type { DependencyContainer } from 'tsyringe';
import { Companion } from '../../application/kernel/process/companion.js';
import { LifecycleStates } from '../../application/kernel/request/lifecycle-states.js';
import { Agreements, AnonymousConfirmations } from '../../application/usage/lifecycle/agreements.js';
import { Decisions, LifecycleSwitches } from '../../application/usage/lifecycle/decisions.js';
import { LifecycleFacts } from '../../application/usage/lifecycle/lifecycle-facts.js';
import { Fingerprints, Proofs } from '../../application/usage/lifecycle/proofs.js';
import { ReadStates } from '../../infrastructure/usage/lifecycle/read-states.js';
import { SqlAgreements, SqlAnonymousConfirmations } from '../../infrastructure/usage/lifecycle/sql-agreements.js';
import { SqlDecisions, SqlLifecycleSwitches } from '../../infrastructure/usage/lifecycle/sql-decisions.js';
import { SqlLifecycleFacts } from '../../infrastructure/usage/lifecycle/sql-lifecycle-facts.js';
import { sha256, SqlProofs } from '../../infrastructure/usage/lifecycle/sql-proofs.js';
import type { Feature } from './feature.js';

/** Who uses what, and what that means for the ends of life. */
export const usage: Feature = {
  name: 'usage',
  entities: [],
  constraints: {},
  bind(container) {
    bindLifecycles(container);
  },
};

function bindLifecycles(container: DependencyContainer): void {
  container.register(LifecycleFacts, { useClass: SqlLifecycleFacts });
  container.register(Decisions, { useClass: SqlDecisions });
  container.register(LifecycleSwitches, { useClass: SqlLifecycleSwitches });
  container.register(Agreements, { useClass: SqlAgreements });
  container.register(AnonymousConfirmations, { useClass: SqlAnonymousConfirmations });
  container.register(Proofs, { useClass: SqlProofs });
  container.registerInstance(Fingerprints, sha256);
  let states: ReadStates | undefined;
  const theStates = (c: DependencyContainer) => (states ??= c.resolve(ReadStates));
  container.register(LifecycleStates, { useFactory: theStates });
  container.register(Companion, { useFactory: theStates });
}
