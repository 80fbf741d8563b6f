import { createHook, type AsyncHook } from 'node:async_hooks';
import type { DependencyContainer } from 'tsyringe';
import { Passwords } from '../../../src/application/accounts/passwords.js';
import { Mail } from '../../../src/application/kernel/mail.js';
import { Cache } from '../../../src/application/kernel/request/cache.js';
import { Limiter } from '../../../src/application/kernel/request/limiter.js';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';

/** The ports behind which something else than PostgreSQL is: another process, or a thread that computes. */
const elsewhere = [Passwords, Mail, Cache, Limiter];

/**
 * Resources of Node that wait for nothing, and writes to a connection that is open. Every other one is a wait for a timer,
 * a file, a name server, a new connection or another thread.
 */
const harmless = new Set(['PROMISE', 'TickObject', 'Immediate', 'Microtask', 'WRITEWRAP']);

/** The driver of PostgreSQL limits its own queries by timers. A synchronous call computes and does not wait. */
const exempt = /node_modules\/pg(?:-pool)?\/|Sync \(node:/;

/** Records each wait for something else than PostgreSQL that begins while a transaction is open. */
export class Waits {
  readonly found = new Set<string>();
  #database: Database | undefined;
  readonly #hook: AsyncHook = createHook({
    init: (_id, type) => {
      if (harmless.has(type) || !this.#isOpen) return;
      const { stack = '' } = new Error();
      if (!exempt.test(stack)) this.found.add(`${type}: ${placeIn(stack)}`);
    },
  });

  /** For `bootstrap`: observes the ports, and from then on Node's own resources. */
  readonly override = (container: DependencyContainer): void => {
    this.#database = container.resolve(Database);
    for (const token of elsewhere) {
      container.registerInstance(
        token,
        this.#watched(token.description ?? '', container.resolve<object>(token)),
      );
    }
    this.#hook.enable();
  };

  end(): void {
    this.#hook.disable();
  }

  /** Whether the running code belongs to an open transaction. */
  get #isOpen(): boolean {
    return this.#database?.transactions.getStore()?.isOpen === true;
  }

  #watched(name: string, port: object): object {
    return new Proxy(port, {
      get: (target, property) => {
        const member: unknown = Reflect.get(target, property);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          if (this.#isOpen) this.found.add(`${name}.${String(property)}`);
          return Reflect.apply(member, target, given);
        };
      },
    });
  }
}

/** The first line of a stack that is in this project. */
function placeIn(stack: string): string {
  return /\/(src\/[^)]+)/.exec(stack)?.[1] ?? 'outside of the project';
}
