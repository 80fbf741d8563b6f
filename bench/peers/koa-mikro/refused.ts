import type { ValidationError } from 'class-validator';

/** A refused request, in the shape of v1. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: {
      readonly errors?: Readonly<Record<string, readonly string[]>>;
      readonly parameters?: object;
    } = {},
  ) {
    super(message);
  }

  get answer(): object {
    const { message, code, more } = this;
    return { message, code, ...more };
  }
}

export const malformedJson = () => new Refused(400, 'request.malformed_json', 'The body is not valid JSON.');
export const tokenMissing = () => new Refused(401, 'request.token_missing', 'Token is missing');
export const tokenInvalid = () => new Refused(401, 'request.token_invalid', 'Token is invalid');
export const notFound = () => new Refused(404, 'request.not_found', 'There is nothing at this address.');
export const bookNotFound = () => new Refused(404, 'catalogue.book_not_found', 'There is no such book.');
export const loanNotFound = () => new Refused(404, 'circulation.loan_not_found', 'There is no such loan.');
export const patronBlocked = () =>
  new Refused(409, 'circulation.patron_blocked', 'The patron is blocked from borrowing.');
export const patronExpired = () =>
  new Refused(409, 'circulation.patron_expired', "The patron's card has expired.");
export const loanLimitReached = (limit: number, open: number) =>
  new Refused(
    409,
    'circulation.loan_limit_reached',
    'The patron has as many loans open as the policy allows.',
    { parameters: { limit, open } },
  );
export const noCopyAvailable = () =>
  new Refused(409, 'circulation.no_copy_available', 'No copy of this book is free at the moment.');
export const internal = () => new Refused(500, 'request.internal', 'Something went wrong on our side.');

export function validationFailed(faults: readonly ValidationError[]): Refused {
  const errors = faults.map((fault) => [fault.property, sentencesOf(fault)] as const);
  return new Refused(400, 'request.validation_failed', 'The request is not valid.', {
    errors: Object.fromEntries(errors),
  });
}

function sentencesOf({ property, value, constraints = {} }: ValidationError): string[] {
  if ('whitelistValidation' in constraints) return [`${property} is not known here`];
  if (value === undefined) return [`${property} is required`];
  return 'isInt' in constraints ? [constraints['isInt'] ?? ''] : Object.values(constraints);
}
