import { expect } from 'chai';
import { openApiDocument } from '../../src/interface/documentation/openapi/document.js';
import { exampleRequests, type ExampleRequest } from '../support/example-requests.js';
import { startService, type RunningService } from '../support/service.js';

/**
 * Examples that are refused on purpose: the operation, and the name of the example where another one succeeds → the
 * code.
 */
const refused: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  1: {
    // A link is in a mail only.
    completePasswordReset: 'accounts.link_invalid',
    // The demo login stays, because its patron has books at home.
    deleteMe: 'accounts.account_in_use',
  },
  2: {
    completePasswordReset: 'accounts.link_invalid',
    verifyEmail: 'accounts.link_invalid',
    deleteMe: 'accounts.account_in_use',
    // The addresses of the demo logins are verified.
    requestEmailVerification: 'accounts.email_verified',
    // Tokens, sessions and codes are secrets of one sign-in.
    'issueTokens refresh': 'accounts.refresh_token_invalid',
    endSession: 'accounts.session_not_found',
    confirmSecondFactor: 'accounts.second_factor_wrong',
    removeSecondFactor: 'accounts.second_factor_absent',
    // The key was revoked by the example before.
    getApiKeyContact: 'usage.key_not_found',
    setApiKeyContact: 'usage.key_not_found',
    // No client of the patron was seen yet.
    consentToSunset: 'usage.consumer_not_found',
    // The draft was changed by the example before.
    placeOrder: 'orders.order_changed',
    // A form with a file is not made of the examples of its fields, so there is no import.
    importBooks: 'request.validation_failed',
    getImport: 'imports.import_not_found',
    listImportRows: 'imports.import_not_found',
    cancelImport: 'imports.import_not_found',
  },
};

/** A patron may call them, but only staff can have a key. */
const keepersOfKeys = new Set(['listApiKeys', 'getApiKey', 'revokeApiKey']);

const roles = ['patron', 'librarian', 'admin'] as const;

/** Sends the requests as the roles for which they are meant, and signs in again when one has ended its session. */
function sender(service: RunningService): (request: ExampleRequest) => Promise<string> {
  const tokens = new Map<string, string>();
  const send = async (request: ExampleRequest, isFirst = true): Promise<string> => {
    const role = keepersOfKeys.has(request.operationId) ? 'librarian' : request.sender;
    if (role !== 'anonymous' && !tokens.has(role)) tokens.set(role, await service.api.logIn(role));
    const { method, path, headers, body } = request;
    const raw = body === undefined ? {} : { raw: JSON.stringify(body) };
    const answer = await service.api.send(method, path, { token: tokens.get(role), headers, ...raw });
    const { code } = answer.body as { code?: string };
    if (code !== 'request.token_invalid' || !isFirst) return code ?? String(answer.status);
    tokens.delete(role);
    return send(request, false);
  };
  return (request) => send(request);
}

for (const major of [1, 2]) {
  describe(`The examples of the document of v${major}`, function () {
    this.timeout(120_000);
    const outcomes: { readonly request: ExampleRequest; readonly outcome: string }[] = [];
    const logins: boolean[] = [];

    /** Each time on a fresh library: first the first body of every operation, then the second ones, and so on. */
    before(async () => {
      for (let round = 0; ; round++) {
        const service = await startService();
        try {
          const mounted = service.service.versions.find(({ version }) => version.major === major);
          if (!mounted) throw new Error(`There is no v${major}.`);
          const operations = exampleRequests(openApiDocument(mounted.version, mounted.routes));
          const requests = operations.flatMap((each) =>
            each[0]?.method === 'GET' ? (round === 0 ? each : []) : each.slice(round, round + 1),
          );
          if (requests.length === 0) return;
          const send = sender(service);
          for (const request of requests) outcomes.push({ request, outcome: await send(request) });
          for (const role of roles) logins.push(Boolean(await service.api.logIn(role)));
        } finally {
          await service.stop();
        }
      }
    });

    it('succeed for the callers they are for, or are refused on purpose', () => {
      const unlike = outcomes.flatMap(({ request, outcome }) => {
        const { operationId, name } = request;
        const wanted = refused[major]?.[`${operationId} ${name}`] ?? refused[major]?.[operationId];
        const isFine = wanted === undefined ? /^2\d\d$/.test(outcome) : outcome === wanted;
        return isFine ? [] : [`${operationId} (${name}): ${outcome}`];
      });
      expect(unlike).to.deep.equal([]);
    });

    it('are all refused that are expected to be', () => {
      const names = new Set(
        outcomes.flatMap(({ request: { operationId, name } }) => [operationId, `${operationId} ${name}`]),
      );
      expect(names).to.include.all.keys(Object.keys(refused[major] ?? {}));
    });

    it('are refused with documented codes only', () => {
      const codes = outcomes.filter(({ outcome }) => !/^\d+$/.test(outcome));
      expect(codes.filter(({ request, outcome }) => !request.codes.includes(outcome))).to.deep.equal([]);
    });

    it('leave all demo logins as they were', () => {
      expect(logins.length).to.be.greaterThan(roles.length);
      expect(logins.every(Boolean)).to.equal(true);
    });
  });
}
