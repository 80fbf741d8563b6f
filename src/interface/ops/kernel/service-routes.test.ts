import 'reflect-metadata';
import { expect } from 'chai';
import { anAdmin } from '../../../../test/support/callers.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { nothingDecided } from '../../../application/kernel/request/lifecycle-states.js';
import type { HttpSettings } from '../../kernel/settings.js';
import { ServiceRoutes } from './service-routes.js';

const limit = { points: 10, seconds: 60 };
const limits: HttpSettings['limits'] = {
  signIn: limit,
  mail: limit,
  signInAddress: limit,
  signInAccount: limit,
  anonymous: { points: 120, seconds: 60 },
  signedIn: limit,
};

describe('The service routes of the operators', () => {
  const http = { limits } as HttpSettings;
  const served = { versions: [], releases: new Map<string, string>() };
  const settings = { LOG_LEVEL: 'info', MAIL_URL: '' };
  const clock = { now: () => new Date('2026-12-01T09:30:00Z') };
  const routes = new ServiceRoutes(http, served, settings, nothingDecided, clock);

  const data = async (operationId: string) => {
    const { body } = await call(routes, operationId, { caller: anAdmin });
    return (body as { data: unknown[] }).data;
  };

  it('are for admins', () => {
    const audiences = routes.routes().map(({ operationId }) => routeOf(routes, operationId).audience);
    expect(audiences).to.deep.equal(['admin', 'admin', 'admin']);
  });

  it('list each limit with what it counts', async () => {
    const listed = await data('listLimits');
    expect(listed).to.have.length(Object.keys(limits).length);
    expect(listed[0]).to.deep.include({ policy: 'anonymous', points: 120, seconds: 60 });
  });

  it('list the majors that are served', async () => {
    expect(await data('listVersions')).to.deep.equal([]);
  });

  it('show every setting, also those that are not set', async () => {
    expect(await data('showConfiguration')).to.deep.equal([
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'MAIL_URL', value: '' },
    ]);
  });
});
