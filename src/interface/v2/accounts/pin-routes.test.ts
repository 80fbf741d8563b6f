import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aPatron } from '../../../../test/support/callers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { pinRefusals, PinService } from '../../../application/accounts/pin-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { PinRoutes } from './pin-routes.js';

describe('The pin routes of v2', () => {
  let service: SinonStubbedInstance<PinService>;
  let routes: PinRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(PinService);
    routes = new PinRoutes(service);
  });
  afterEach(() => sinon.restore());

  it('are for patrons', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(3).fill('patron'));
  });

  describe('listPins', () => {
    it('answers the pins of the caller, with majors as in a path', async () => {
      const caller = { ...aPatron, pins: { 8: '8.1', 9: '9.0' } };
      expect(await call(routes, 'listPins', { caller })).to.deep.equal({
        status: 200,
        headers: {},
        body: {
          data: [
            { major: 'v8', minor: '8.1' },
            { major: 'v9', minor: '9.0' },
          ],
          page: { nextCursor: null },
        },
      });
    });

    it('answers an empty list for a caller without pins', async () => {
      const { body } = await call(routes, 'listPins', { caller: aPatron });
      expect(body).to.deep.equal({ data: [], page: { nextCursor: null } });
    });
  });

  describe('pinMinor', () => {
    const parts = { path: { major: 'v8' }, body: { minor: '8.1' }, caller: aPatron };

    it('pins the minor of the body in the major of the path, for the caller', async () => {
      await call(routes, 'pinMinor', parts);
      expect(service.pin.args).to.deep.equal([[3, 'v8', '8.1']]);
    });

    it('answers the pin', async () => {
      const body = { major: 'v8', minor: '8.1' };
      expect(await call(routes, 'pinMinor', parts)).to.deep.equal({ status: 200, headers: {}, body });
    });

    it('refuses a body without a minor', async () => {
      const codes = await codesOf(() => call(routes, 'pinMinor', { ...parts, body: {} }));
      expect(codes).to.deep.equal(['request.validation_failed']);
      expect(service.pin.called).to.equal(false);
    });

    it('passes on every refusal of the service', async () => {
      service.pin.rejects(new Refusal(pinRefusals.pin));
      const codes = await codesOf(() => call(routes, 'pinMinor', parts));
      expect(codes).to.deep.equal(pinRefusals.pin.map(({ code }) => code));
    });
  });

  describe('unpinMinor', () => {
    const parts = { path: { major: 'v8' }, caller: aPatron };

    it('removes the pin of the caller in the major of the path', async () => {
      await call(routes, 'unpinMinor', parts);
      expect(service.unpin.args).to.deep.equal([[3, 'v8']]);
    });

    it('answers 204 and no body', async () => {
      const reply = await call(routes, 'unpinMinor', parts);
      expect(reply).to.deep.equal({ status: 204, headers: {}, body: undefined });
    });

    it('passes on every refusal of the service', async () => {
      service.unpin.rejects(new Refusal(pinRefusals.unpin));
      const codes = await codesOf(() => call(routes, 'unpinMinor', parts));
      expect(codes).to.deep.equal(pinRefusals.unpin.map(({ code }) => code));
    });
  });
});
