/** A name that must not come back, because the field has a term for it. */
export interface FormerName {
  readonly former: string;
  readonly now: string;
  /**
   * What must not have the name: anything (`any`, files too), a function or method (`function`), a member of an object
   * or a type (`member`), a file alone (`file`), or a part of any name (`part`: `door` is a part of `loadDoors`).
   */
  readonly as: 'any' | 'function' | 'member' | 'file' | 'part';
  /** Where; everywhere in src if it is left out. The word may be right elsewhere. */
  readonly in?: RegExp;
}

const interfaceKernel = /^src\/interface\/kernel\//;

const anywhere = (names: Readonly<Record<string, string>>): FormerName[] =>
  Object.entries(names).map(([former, now]) => ({ former, now, as: 'any' }));
const functions = (names: Readonly<Record<string, string>>, where?: RegExp): FormerName[] =>
  Object.entries(names).map(([former, now]) => ({
    former,
    now,
    as: 'function',
    ...(where && { in: where }),
  }));

/** From the notes on the stack and the layout, section 3; add a line whenever a name gives way to a term of the field. */
export const formerNames: readonly FormerName[] = [
  ...anywhere({
    Turnstile: 'AdmissionQueue',
    RequestBudget: 'RequestDeadline',
    clearWay: 'prepareMigration',
    backOff: 'nextRetryAt',
    OwnWrites: 'ReadYourWrites',
    SharedFloors: 'WritePositions',
    RedisFloors: 'RedisWritePositions',
    floorOf: 'minimumLsn',
    ReadsBehind: 'ReplicaRouting',
    mayBeBehind: 'allowStale',
    neverBehind: 'primaryOnly',
    replyTo: 'queryWithCallback',
    Told: 'Callback',
    Readers: 'PipelinedConnections, or NoticeRecipients',
    Unit: 'Transaction',
    letGo: 'flushAndClear',
    tentatively: 'withSavepoint',
    goBackTo: 'rollbackTo',
    StatementTeller: 'OrmQueryLogger',
    Accessions: 'CatalogueImport',
    MikroAccessions: 'MikroCatalogueImport',
    Sought: 'Candidate',
    Likeness: 'MatchKey',
    passUnlessAgainst: 'refuseUnlessOverridden',
    Deed: 'LoanAction',
    Gate: 'AccessControl',
    safeguards: 'securityHeaders',
    Finished: 'EncodedResponse',
  }),
  ...functions({
    given: 'omitUndefined',
    found: 'orRefuse',
    apart: 'inNewTransaction',
    turn: 'acquireSlot',
    aside: 'pauseDeadline',
    weigh: 'evaluate',
    takeTurn: 'lock',
    rehearse: 'dryRun',
  }),
  ...functions(
    {
      looked: 'answerGet',
      sent: 'readInput',
      meant: 'parseCachedRequest',
      question: 'parseQuery',
      received: 'readRawInput',
      kept: 'fromCache',
      handled: 'callHandler',
      admit: 'authenticate',
      count: 'consumeRateLimit',
      headed: 'withHeaders',
    },
    interfaceKernel,
  ),
  ...functions({ raise: 'upgradeRequest', lower: 'downgradeResponse' }, /^src\/interface\//),
  ...functions({ recognise: 'match', settle: 'flush', pin: 'lockForKeyShare' }, /\/catalogue\//),
  { former: 'stands', now: 'keep', as: 'member' },
  { former: 'against', now: 'blocks', as: 'member' },
  { former: 'answered', now: 'access-log', as: 'file' },
  { former: 'declared', now: 'route-checks', as: 'file' },
  { former: 'promised', now: 'version-checks', as: 'file' },
  { former: 'door', now: 'entry point', as: 'part' },
  { former: 'room', now: 'module', as: 'part' },
  { former: 'house', now: 'source tree', as: 'part' },
];
