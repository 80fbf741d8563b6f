import { setImmediate } from 'node:timers/promises';
import type { Route } from '../../kernel/declaration/route.js';
import type { ApiVersion } from '../../kernel/declaration/version.js';
import { documentInSteps } from './document.js';

/** A document, made while the process also does something else: it takes a turn of the event loop for each operation. */
export async function documentInTurns(
  version: ApiVersion,
  routes: readonly Route[],
  minor: string,
): Promise<object> {
  const steps = documentInSteps(version, routes, minor);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}
