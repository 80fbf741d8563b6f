import { inject, injectable } from 'tsyringe';
import { ClientMails, type ClientMail } from '../../../../application/usage/operators/client-mails.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { cursorInvalid } from '../../../kernel/errors/refusals.js';
import { ClientMailList, ClientMailQuery, type ClientMailItem } from './mail-shapes.js';

/** Names the list in its cursors. */
export const clientMailList = 'operators client mails';

/** What the owners of clients were told. */
@injectable()
export class MailRoutes implements RouteGroup {
  constructor(
    @inject(ClientMails) private readonly mails: ClientMails,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [
      route({
        operationId: 'listClientMails',
        method: 'GET',
        path: '/client-mails',
        since: '1.0',
        summary: 'List what the owners of clients were told about deprecations, the newest first',
        audience: 'admin',
        accepts: { query: ClientMailQuery },
        responds: { 200: ClientMailList },
        refuses: [cursorInvalid],
        handle: async ({ query: { consumer, deprecation, state, cursor, limit } }) => {
          const after = this.cursors.read(clientMailList, cursor);
          const filter = { consumerId: consumer, lifecycleId: deprecation, state };
          const { items, next } = await this.mails.list(filter, { after, limit });
          return ok({ data: items.map(presentMail), nextCursor: this.cursors.write(clientMailList, next) });
        },
      }),
    ];
  }
}

function presentMail(mail: ClientMail): ClientMailItem {
  const { id, consumerId, client, lifecycleId, stage, period, state, address, madeAt, settledAt } = mail;
  return {
    id,
    consumer: consumerId,
    client,
    deprecation: lifecycleId,
    stage,
    period,
    state,
    address,
    madeAt: madeAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
