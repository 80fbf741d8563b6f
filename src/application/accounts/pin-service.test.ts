import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf, refusalOf, sentencesOf } from '../../../test/support/refusal-of.js';
import type { Patron } from '../../domain/accounts/patron.js';
import { FakePatronDesk } from './patrons/patron-desk.fake.js';
import { PinService } from './pin-service.js';

const minors = { 1: ['1.0', '1.1'], 2: ['2.0'] };

describe('The pin service', () => {
  let desk: FakePatronDesk;
  let ada: Patron;
  let service: PinService;

  beforeEach(() => {
    desk = new FakePatronDesk();
    ada = desk.given();
    service = new PinService(desk.work, desk.patrons, minors, desk.audit);
  });

  describe('pinning a minor', () => {
    it('stores it on the locked patron, for that major only', async () => {
      await service.pin(1, 'v1', '1.1');
      await service.pin(1, 'v2', '2.0');
      expect(ada.pins).to.deep.equal({ 1: '1.1', 2: '2.0' });
      expect(desk.work.locks).to.deep.equal(['patron 1', 'patron 1']);
    });

    it('replaces the previous pin', async () => {
      await service.pin(1, 'v1', '1.0');
      await service.pin(1, 'v1', '1.1');
      expect(ada.pins).to.deep.equal({ 1: '1.1' });
    });

    it('records it', async () => {
      await service.pin(1, 'v1', '1.1');
      expect(desk.recorded).to.deep.equal([['accounts.minor_pinned', 1, { major: 1, minor: '1.1' }]]);
    });

    it('records nothing for the same pin', async () => {
      await service.pin(1, 'v1', '1.1');
      await service.pin(1, 'v1', '1.1');
      expect(desk.recorded).to.have.lengthOf(1);
    });

    it('refuses a minor that is not served, and lists the served ones', async () => {
      const refusal = await refusalOf(() => service.pin(1, 'v1', '2.0'));
      expect(refusal.code).to.equal('accounts.minor_unknown');
      expect(sentencesOf(refusal.fields)).to.deep.equal({ minor: ['minor must be one of 1.0, 1.1'] });
    });

    it('refuses a major that is not served as a fault of the path, and lists the served ones', async () => {
      const refusal = await refusalOf(() => service.pin(1, 'v3', '3.0'));
      expect(refusal.code).to.equal('accounts.minor_unknown');
      expect(sentencesOf(refusal.fields)).to.deep.equal({ major: ['major must be one of v1, v2'] });
      expect([...refusal.parameters]).to.deep.equal(['major']);
    });

    it('refuses the bare number of a major as its name', async () => {
      expect(await codesOf(() => service.pin(1, '1', '1.1'))).to.deep.equal(['accounts.minor_unknown']);
    });

    it('does not find an unknown patron', async () => {
      expect(await codesOf(() => service.pin(99, 'v1', '1.1'))).to.deep.equal(['accounts.patron_not_found']);
    });
  });

  describe('removing a pin', () => {
    it('keeps the pins of other majors, and records it', async () => {
      await service.pin(1, 'v1', '1.1');
      await service.pin(1, 'v2', '2.0');
      await service.unpin(1, 'v1');
      expect(ada.pins).to.deep.equal({ 2: '2.0' });
      expect(desk.recorded.at(-1)).to.deep.equal(['accounts.minor_unpinned', 1, { major: 1 }]);
    });

    it('changes and records nothing without a pin', async () => {
      await service.unpin(1, 'v1');
      expect(desk.recorded).to.deep.equal([]);
    });

    it('refuses a major that is not served', async () => {
      expect(await codesOf(() => service.unpin(1, 'v3'))).to.deep.equal(['accounts.minor_unknown']);
    });
  });
});
