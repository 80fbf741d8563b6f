import type { ContractChange } from '../../../kernel/declaration/contract-change.js';

const added = { usageClients: [], usage: [], usageEvidence: [], usageMails: [], usageConsents: [] };

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
  title:
    'Exports have the sections `usageClients`, `usage`, `usageEvidence`, `usageMails` and `usageConsents`.',
  why:
    'The library counts what the clients of a person call, tells them by mail what of it will go away, and keeps what ' +
    'they agreed to, so that is part of what it keeps of them.',
  operations: ['exportMe', 'exportPatron'],
  downgradeResponse: ({ body }) => {
    const { sections, ...rest } = body as { sections: Readonly<Record<string, unknown>> };
    const older = Object.entries(sections).filter(([section]) => !(section in added));
    return { ...rest, sections: Object.fromEntries(older) };
  },
  example: {
    operationId: 'exportMe',
    status: 200,
    after: { ...before, sections: { ...before.sections, ...added } },
    before,
  },
};
