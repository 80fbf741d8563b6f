import 'reflect-metadata';
import { expect } from 'chai';
import type { SinonStubbedInstance } from 'sinon';
import { anAdmin } from '../../../../../test/support/callers.js';
import { codesOf } from '../../../../../test/support/refusal-of.js';
import { call } from '../../../../../test/support/route-call.js';
import { stubOf } from '../../../../../test/support/stub-of.js';
import type { ClientMail, ClientMails } from '../../../../application/usage/operators/client-mails.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { MailRoutes } from './mail-routes.js';

const madeAt = new Date('2027-06-01T04:00:00Z');
const mail: ClientMail = {
  id: 5,
  consumerId: 7,
  client: 'Kiosk',
  lifecycleId: 'v1-list-books',
  stage: 'announce',
  period: '',
  address: null,
  state: 'untold',
  madeAt,
  settledAt: null,
};

describe('The mail routes of the operators', () => {
  let mails: SinonStubbedInstance<ClientMails>;
  let routes: MailRoutes;

  beforeEach(() => {
    mails = stubOf<ClientMails>('list');
    mails.list.resolves({ items: [mail], next: [5] });
    routes = new MailRoutes(mails, new Cursors(['a secret of this test that is long enough']));
  });

  const list = async (query: Record<string, string>) =>
    (await call(routes, 'listClientMails', { query, caller: anAdmin })).body as {
      data: object[];
      nextCursor: string;
    };

  it('list what was told to whom, and go on at the cursor', async () => {
    const { data, nextCursor } = await list({});
    const { consumerId: consumer, lifecycleId: deprecation, ...rest } = mail;
    expect(data).to.deep.equal([{ ...rest, consumer, deprecation, madeAt: '2027-06-01T04:00:00.000Z' }]);
    await list({ cursor: nextCursor });
    expect(mails.list.args.map(([, slice]) => slice.after)).to.deep.equal([undefined, [5]]);
  });

  it('list those of a client, of a deprecation, and in a state', async () => {
    await list({ consumer: '7', deprecation: 'v1-list-books', state: 'untold' });
    expect(mails.list.args[0]?.[0]).to.deep.equal({
      consumerId: 7,
      lifecycleId: 'v1-list-books',
      state: 'untold',
    });
  });

  for (const query of [{ state: 'lost' }, { consumer: '0' }, { stage: 'announce' }])
    it(`refuse ${JSON.stringify(query)}`, async () => {
      expect(await codesOf(() => list(query))).to.deep.equal(['request.validation_failed']);
    });
});
