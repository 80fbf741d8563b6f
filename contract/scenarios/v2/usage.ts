import type { Scenarios } from '../scenario.js';

/** Of another major, so that a copy of this one for the next major can ask the same. */
const between = (from: string, to: string) => ({ from, to });

/** What concerns a client depends on its calls and on the newest texts. */
const answers = {
  '$.since': 'time',
  '$.calls': 'any',
  '$.affecting': 'any',
  '$.unaffected': 'any',
  '$header.etag': 'text',
} as const;

/** Which minors can be compared grows with each of them. */
const comparable = { '$.errors[0].parameters': 'any', '$.errors[0].detail': 'any' } as const;

export default {
  calls: {
    getMigrationReport: { query: between('1.0', '1.1'), answers, isNeverUnchanged: true },
  },
  conversations: {
    'what-concerns-my-calls': [
      { does: 'getMigrationReport', query: between('1.0', '1.1'), gives: 200, match: answers },
      {
        does: 'getMigrationReport',
        query: between('1.1', '1.0'),
        gives: 'request.validation_failed',
        match: comparable,
      },
      {
        does: 'getMigrationReport',
        query: between('0.9', '1.1'),
        gives: 'request.validation_failed',
        match: comparable,
      },
    ],
  },
} satisfies Scenarios;
