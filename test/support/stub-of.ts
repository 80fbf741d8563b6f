import sinon, { type SinonStub, type SinonStubbedInstance } from 'sinon';

/**
 * Stubs for these methods of a port, which return undefined until a test sets their result. A method that is not named
 * is missing: a service that calls it fails.
 */
export function stubOf<Port extends object>(...methods: (keyof Port & string)[]): SinonStubbedInstance<Port> {
  return Object.fromEntries(methods.map((method) => [method, sinon.stub()])) as SinonStubbedInstance<Port>;
}

/** Forgets the results and calls of stubs of ports. `sinon.reset` forgets those only that no `restore` came after. */
export function resetStubs(...ports: readonly object[]): void {
  for (const stub of ports.flatMap((port) => Object.values(port) as SinonStub[])) stub.reset();
}
