/** A refused request, with the body that gives the reason. */
export class Refused extends Error {
  readonly body: string;

  constructor(
    readonly status: number,
    code: string,
    message: string,
    parameters?: object,
  ) {
    super(message);
    this.body = JSON.stringify({ message, code, ...(parameters && { parameters }) });
  }
}

export const notFound = new Refused(404, 'request.not_found', 'There is nothing at this address.');
export const malformed = new Refused(400, 'request.malformed_json', 'The body is not valid JSON.');
export const tokenMissing = new Refused(401, 'request.token_missing', 'Token is missing');
export const tokenInvalid = new Refused(401, 'request.token_invalid', 'Token is invalid');
export const bookNotFound = new Refused(404, 'catalogue.book_not_found', 'There is no such book.');
export const loanNotFound = new Refused(404, 'circulation.loan_not_found', 'There is no such loan.');
export const blocked = new Refused(
  409,
  'circulation.patron_blocked',
  'The patron is blocked from borrowing.',
);
export const expired = new Refused(409, 'circulation.patron_expired', "The patron's card has expired.");
export const limitReached = (limit: number, open: number) =>
  new Refused(
    409,
    'circulation.loan_limit_reached',
    'The patron has as many loans open as the policy allows.',
    { limit, open },
  );
export const noCopy = new Refused(
  409,
  'circulation.no_copy_available',
  'No copy of this book is free at the moment.',
);
