import type { Scenarios } from '../scenario.js';

/** Events have the ids and times of requests. */
const answers = { '$.data': 'any', '$.page': 'any', '$header.etag': 'text' } as const;

export default {
  calls: { listAuditEvents: { as: 'admin', answers } },
  conversations: {
    'reading-the-audit-trail': [
      { does: 'listAuditEvents', as: 'admin', gives: 200, match: answers },
      {
        does: 'listAuditEvents',
        as: 'admin',
        query: { cursor: 'not-one-of-ours' },
        gives: 'request.cursor_invalid',
      },
    ],
  },
} satisfies Scenarios;
