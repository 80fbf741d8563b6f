/** A name that must not come back, because the field has a term for it. */
export interface FormerName {
  readonly former: string;
  readonly now: string;
  /**
   * Which names are checked: all names, files and folders included (`any`), functions and methods (`function`), members
   * of objects and types (`member`), files alone (`file`), or parts of all names (`part`: `door` is a part of
   * `loadDoors` and of `open-door.ts`).
   */
  readonly as: 'any' | 'function' | 'member' | 'file' | 'part';
  /** The files that are checked; all if it is left out. Elsewhere the word may be right. */
  readonly in?: RegExp;
}

const src = /^src\//;
/** A fake is `given` what it holds: that word is right there. */
const product = /^src\/(?!.*[.](?:fake|test)[.]ts$)/;
const interfaceKernel = /^src\/interface\/kernel\//;

/** A name of a class is also that of its instances: `ownWrites` is as little wanted as `OwnWrites`. */
const anywhere = (names: Readonly<Record<string, string>>): FormerName[] =>
  Object.entries(names).flatMap(([former, now]): FormerName[] =>
    /^[A-Z].*[a-z][A-Z]/.test(former)
      ? [
          { former, now, as: 'any' },
          { former: `${former.charAt(0).toLowerCase()}${former.slice(1)}`, now, as: 'any' },
        ]
      : [{ former, now, as: 'any' }],
  );
const parts = (names: Readonly<Record<string, string>>, where?: RegExp): FormerName[] =>
  Object.entries(names).map(([former, now]) => ({ former, now, as: 'part', ...(where && { in: where }) }));
const functions = (names: Readonly<Record<string, string>>, where = product): FormerName[] =>
  Object.entries(names).map(([former, now]) => ({ former, now, as: 'function', in: where }));

/** Add a line whenever a term of the field replaces a name. */
export const formerNames: readonly FormerName[] = [
  ...anywhere({
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
    Readers: 'PipelinedConnections, or NoticeRecipients',
    letGo: 'flushAndClear',
    tentatively: 'withSavepoint',
    goBackTo: 'rollbackTo',
    StatementTeller: 'OrmQueryLogger',
    passUnlessAgainst: 'refuseUnlessOverridden',
    Gate: 'RequestLimits',
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
  ...parts({ door: 'entry point', room: 'module', house: 'source tree', turnstile: 'AdmissionQueue' }),
  ...parts(
    {
      sought: 'Candidate',
      likeness: 'MatchKey',
      deed: 'LoanAction',
      accession: 'CatalogueImport',
    },
    src,
  ),
  ...parts(
    { floor: 'minimum, or writePositions' },
    /^src\/(?:composition|infrastructure\/kernel\/(?:redis|replica))\//,
  ),
  ...parts({ reader: 'PipelinedConnections' }, /^src\/infrastructure\/kernel\//),
  ...parts({ reader: 'NoticeRecipients' }, /^src\/application\/notices\//),
  { former: 'Unit', now: 'Transaction', as: 'any', in: src },
  { former: 'Told', now: 'Callback', as: 'any', in: src },
  { former: 'stands', now: 'keep', as: 'member', in: src },
  { former: 'against', now: 'blocks', as: 'member', in: src },
  { former: 'answered', now: 'access-log', as: 'file' },
  { former: 'finished', now: 'encoded-response', as: 'file' },
  { former: 'declared', now: 'route-checks', as: 'file' },
  { former: 'promised', now: 'version-checks', as: 'file', in: src },
];
