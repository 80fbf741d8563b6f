import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { patronRefusals, PatronService } from '../../../application/accounts/patrons/patron-service.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { CommandHandler } from '../kernel/cli-command.js';
import { keepHistory } from './keep-history.js';

describe('The command keep-history', () => {
  let patrons: SinonStubbedInstance<PatronService>;
  let handler: CommandHandler;

  beforeEach(() => {
    patrons = sinon.createStubInstance(PatronService);
    handler = handlerOf(keepHistory, PatronService, patrons);
  });
  afterEach(() => sinon.restore());

  for (const [answer, keeps, output] of [
    ['yes', true, 'The closed loans of card P0000003 stay linked to the patron.\n'],
    ['no', false, 'The closed loans of card P0000003 are made anonymous after the retention period.\n'],
  ] as const) {
    it(`stores the choice of the patron with the card, and confirms it: ${answer}`, async () => {
      expect(await outputOf(() => handler.run('P0000003', answer))).to.equal(output);
      expect(patrons.keepHistory.args).to.deep.equal([['P0000003', keeps]]);
    });
  }

  it('passes on the refusal of an unknown card', async () => {
    patrons.keepHistory.rejects(new Refusal(patronRefusals.find));
    const codes = await codesOf(() => outputOf(() => handler.run('P0000004', 'yes')));
    expect(codes).to.deep.equal(['accounts.patron_not_found']);
  });

  it('accepts only yes and no', () => {
    const command = keepHistory
      .declare()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    expect(() => command.parse(['P0000003', 'maybe'], { from: 'user' })).to.throw('yes, no');
  });
});
