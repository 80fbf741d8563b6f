import { inject, injectable } from 'tsyringe';
import { emailRefusals, EmailService } from '../../../../application/accounts/mail/email-service.js';
import { accepted, noContent } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { Accepted, EmailVerification } from './shapes.js';

/** Verification of e-mail addresses. */
@injectable()
export class EmailVerificationRoutes implements RouteGroup {
  constructor(@inject(EmailService) private readonly emails: EmailService) {}

  routes(): readonly Route[] {
    return [this.requestEmailVerification(), this.verifyEmail()];
  }

  private requestEmailVerification(): Route {
    return route({
      operationId: 'requestEmailVerification',
      method: 'POST',
      path: '/me/email-verifications',
      since: '2.0',
      summary: 'Get a new link to verify my e-mail address',
      description:
        'The link is mailed to the pending address, or else to the present one if it is not verified yet. It works once, ' +
        'within three days.',
      audience: 'patron',
      responds: { 202: Accepted },
      refuses: emailRefusals.requestVerification,
      mailLimit: ({ caller }) => String(caller.patronId),
      handle: async ({ caller }) => {
        await this.emails.requestVerification(caller.patronId);
        return accepted<Accepted>({ status: 'accepted' });
      },
    });
  }

  private verifyEmail(): Route {
    return route({
      operationId: 'verifyEmail',
      method: 'POST',
      path: '/email-verifications',
      since: '2.0',
      summary: 'Verify an e-mail address with a mailed link',
      description: 'A pending address takes effect, and the former address is told.',
      audience: 'anonymous',
      accepts: { body: EmailVerification },
      responds: { 204: nothing },
      refuses: emailRefusals.verify,
      handle: async ({ body }) => {
        await this.emails.verify(body.token);
        return noContent();
      },
    });
  }
}
