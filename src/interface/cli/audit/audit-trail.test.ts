import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { handlerOf, outputOf } from '../../../../test/support/cli-handlers.js';
import { AuditExport } from '../../../application/audit/audit-export.js';
import type { AuditEventView } from '../../../application/audit/audit-queries.js';
import type { CommandHandler } from '../kernel/cli-command.js';
import { auditTrail } from './audit-trail.js';

const event: AuditEventView = {
  id: 5,
  at: new Date('2026-12-01T09:30:00Z'),
  action: 'accounts.sign_in_failed',
  subjectType: 'patron',
  subjectId: null,
  actorId: null,
  actorRole: 'anonymous',
  actorKeyId: null,
  requestId: '-1+1',
  network: '203.0.113.0/24',
  times: 4,
  details: { changed: ['email', 'password'] },
};

describe('The command audit', () => {
  let trail: SinonStubbedInstance<AuditExport>;
  let handler: CommandHandler;

  beforeEach(() => {
    trail = sinon.createStubInstance(AuditExport);
    trail.events.callsFake(async function* () {
      yield event;
    });
    handler = handlerOf(auditTrail, AuditExport, trail);
  });
  afterEach(() => sinon.restore());

  it('writes each event as a line of JSON', async () => {
    const [line = '', rest] = (await outputOf(() => handler.run({ format: 'jsonl' }))).split('\n');
    expect(rest).to.equal('');
    expect(JSON.parse(line)).to.deep.equal({
      id: 5,
      at: '2026-12-01T09:30:00.000Z',
      action: 'accounts.sign_in_failed',
      subject_type: 'patron',
      subject_id: null,
      actor_role: 'anonymous',
      actor_id: null,
      api_key_id: null,
      request_id: '-1+1',
      network: '203.0.113.0/24',
      times: 4,
      details: { changed: ['email', 'password'] },
    });
  });

  it('writes CSV with a header, and escapes cells that a spreadsheet would read as formulas', async () => {
    expect(await outputOf(() => handler.run({ format: 'csv' }))).to.equal(
      'id,at,action,subject_type,subject_id,actor_role,actor_id,api_key_id,request_id,network,times,details\n' +
        "5,2026-12-01T09:30:00.000Z,accounts.sign_in_failed,patron,,anonymous,,,'-1+1,203.0.113.0/24,4," +
        '"{""changed"":[""email"",""password""]}"\n',
    );
  });

  it('passes on every filter', async () => {
    const options = {
      actor: '1',
      subject: 'api_key:7',
      action: 'accounts.api_key_revoked',
      from: '2026-12-01',
      before: '2026-12-02T01:00:00+01:00',
    };
    await outputOf(() => handler.run({ format: 'jsonl', ...options }));
    expect(trail.events.args).to.deep.equal([
      [
        {
          actorId: 1,
          subject: { type: 'api_key', id: 7 },
          action: 'accounts.api_key_revoked',
          from: new Date('2026-12-01T00:00:00Z'),
          before: new Date('2026-12-02T00:00:00Z'),
        },
      ],
    ]);
  });

  for (const [options, message] of [
    [{ actor: 'P0000003' }, '--actor must be the id of an account, such as 3.'],
    [{ subject: 'patron' }, '--subject must be a type and an id, such as patron:3.'],
    [{ subject: 'patron:0' }, '--subject must be a type and an id, such as patron:3.'],
    [{ from: 'yesterday' }, '--from must be a date or a moment, such as 2027-12-01 or 2027-12-01T09:30:00Z.'],
    [
      { before: '2027-02-30' },
      '--before must be a date or a moment, such as 2027-12-01 or 2027-12-01T09:30:00Z.',
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(options)}, and writes nothing`, async () => {
      const failure = await handler
        .run({ format: 'jsonl', ...options })
        .catch((error: Error) => error.message);
      expect(failure).to.equal(message);
      expect(trail.events.called).to.equal(false);
    });
  }

  it('offers two formats', () => {
    const command = auditTrail
      .declare()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    expect(() => command.parse(['--format', 'xml'], { from: 'user' })).to.throw('jsonl, csv');
  });
});
