/** A client of the standard seed, and what it calls on each day. Owners are found by their e-mail address. */
export interface SeedClient {
  /** A key, an account of staff or of a developer, or a program that patrons use. */
  readonly kind: 'key' | 'account' | 'program';
  readonly program?: string;
  /** Of a key: the name that its owner gave it. */
  readonly name?: string;
  /** The account itself, or the owner of the key or program; absent for a program that nobody has registered. */
  readonly owner?: string;
  /** Where its mails go, if not to its owner. */
  readonly contactEmail?: string;
  /** Whether the owner switched on that the account counts as a client. */
  readonly isDeveloper?: true;
  /** Monitors and crawlers are counted, and never told of anything. */
  readonly isProbe?: true;
  readonly userAgent: string;
  readonly daily: readonly SeedUse[];
}

export interface SeedUse {
  readonly operationId: string;
  readonly major: number;
  readonly minor: string;
  readonly minorSource: 'header' | 'pin' | 'default';
  readonly outcome: '2xx' | '304' | '4xx';
  /** On a usual day. */
  readonly calls: number;
  /** The last day on which it was called, in days ago. 0: until today. */
  readonly until?: number;
  /** Whether the operation is deprecated, so that each call leaves evidence. */
  readonly isDeprecated?: true;
}

const use = (operationId: string, major: number, calls: number, more: Partial<SeedUse> = {}): SeedUse => ({
  operationId,
  major,
  minor: `${major}.0`,
  minorSource: 'default',
  outcome: '2xx',
  calls,
  ...more,
});

/**
 * An app that still calls v1, one that has moved to v2 half a month ago, one whose maker is unknown, a terminal with a
 * key, a monitor, a student who develops something, and two that call the one operation that is deprecated: the scripts
 * of an admin and of a librarian, who is refused, and whose mails come back.
 */
export const clients: readonly SeedClient[] = [
  {
    kind: 'program',
    program: 'shelfreader',
    name: 'The ShelfReader app',
    owner: 'patron@example.org',
    userAgent: 'ShelfReader/2.1 (iPhone)',
    daily: [
      use('listBooks', 1, 140),
      use('listBooks', 1, 60, { outcome: '304' }),
      use('getBook', 1, 90),
      use('borrowBook', 1, 12),
      use('borrowBook', 1, 2, { outcome: '4xx' }),
    ],
  },
  {
    kind: 'program',
    program: 'https://reading.example',
    name: 'Reading room',
    owner: 'librarian@example.org',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    daily: [
      use('listBooks', 1, 80, { minor: '1.1', minorSource: 'header', until: 15 }),
      use('listBooks', 2, 85, { minor: '2.1', minorSource: 'header' }),
      use('listMyLoans', 2, 25, { minor: '2.1', minorSource: 'header' }),
    ],
  },
  {
    kind: 'program',
    program: 'strayreader',
    userAgent: 'StrayReader/0.3',
    daily: [use('listBooks', 1, 7)],
  },
  {
    kind: 'account',
    owner: 'admin@example.org',
    userAgent: 'admin-script/1.0',
    daily: [
      use('changeUserRole', 1, 1, { isDeprecated: true }),
      use('listPatrons', 2, 3, { minorSource: 'pin' }),
    ],
  },
  {
    kind: 'account',
    owner: 'tove.lindqvist@example.org',
    contactEmail: 'scripts@branch.example.com',
    userAgent: 'curl/8.14.1',
    daily: [
      use('changeUserRole', 1, 1, { isDeprecated: true, outcome: '4xx' }),
      use('listUsers', 1, 4),
      use('getUser', 1, 6),
    ],
  },
  {
    kind: 'key',
    name: 'Catalogue terminal',
    owner: 'librarian@example.org',
    userAgent: 'Terminal/1.8',
    daily: [
      use('listBooks', 2, 120, { minor: '2.2', minorSource: 'header' }),
      use('getBook', 2, 65, { minor: '2.2', minorSource: 'header' }),
      use('getBook', 2, 40, { minor: '2.2', minorSource: 'header', outcome: '304' }),
    ],
  },
  {
    kind: 'account',
    owner: 'haruka.ishida@example.com',
    isDeveloper: true,
    userAgent: 'reading-list/0.1',
    daily: [
      use('listBooks', 1, 9, { until: 20 }),
      use('listBooks', 2, 22, { minorSource: 'pin' }),
      use('listMyLoans', 2, 5, { minorSource: 'pin', outcome: '4xx' }),
    ],
  },
  {
    kind: 'program',
    program: 'uptimerobot',
    isProbe: true,
    userAgent: 'UptimeRobot/2.0',
    daily: [use('listBooks', 1, 288)],
  },
];
