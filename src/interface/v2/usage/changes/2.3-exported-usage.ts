import type { ContractChange } from '../../../kernel/declaration/contract-change.js';

const before = {
  exportedAt: '2026-12-01T09:30:00.000Z',
  sections: {
    account: [],
    sessions: [],
    apiKeys: [],
    networks: [],
    letters: [],
    links: [],
    events: [],
    secondFactor: [],
    loans: [],
    notices: [],
  },
};

/** A section of an export is no field of a shape, so the list of additions cannot name it. */
export const exportedUsage: ContractChange = {
  id: 'v2-exported-usage',
  minor: '2.3',
  title: 'Exports have the sections `usage`, `usageEvidence` and `usageMails`.',
  why:
    'The library counts what the keys and the account of a person call, and tells them by mail what of it will go away, ' +
    'so that is part of what it keeps of them.',
  operations: ['exportMe', 'exportPatron'],
  downgradeResponse: ({ body }) => {
    const { sections, ...rest } = body as { sections: Readonly<Record<string, unknown>> };
    const { usage: _usage, usageEvidence: _evidence, usageMails: _mails, ...older } = sections;
    return { ...rest, sections: older };
  },
  example: {
    operationId: 'exportMe',
    status: 200,
    after: { ...before, sections: { ...before.sections, usage: [], usageEvidence: [], usageMails: [] } },
    before,
  },
};
