import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestFacts, RequestScope } from '../../../application/kernel/request/request-scope.js';

export class AsyncRequestScope implements RequestScope {
  private readonly storage = new AsyncLocalStorage<RequestFacts>();

  run<T>(facts: RequestFacts, work: () => Promise<T>): Promise<T> {
    return this.storage.run(facts, work);
  }

  facts(): RequestFacts | undefined {
    return this.storage.getStore();
  }
}
