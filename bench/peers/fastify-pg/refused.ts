/** A refused request. */
export class Refused extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    readonly parameters?: object,
  ) {
    super(message);
  }
}

export const tokenMissing = () => new Refused(401, 'request.token_missing', 'Token is missing');
export const tokenInvalid = () => new Refused(401, 'request.token_invalid', 'Token is invalid');
