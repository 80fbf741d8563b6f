import sinon, { type SinonStubbedInstance } from 'sinon';

/**
 * Stubs for these methods of a port, which return undefined until a test sets their result. A method that is not named
 * is missing: a service that calls it fails.
 */
export function stubOf<Port extends object>(...methods: (keyof Port & string)[]): SinonStubbedInstance<Port> {
  return Object.fromEntries(methods.map((method) => [method, sinon.stub()])) as SinonStubbedInstance<Port>;
}
