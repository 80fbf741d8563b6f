import { expect } from 'chai';
import type { OwnDeprecation, OwnUse } from '../../../../application/usage/lifecycle/own-deprecations.js';
import { endingsSection } from './endings-section.js';
import { developerWords } from './words/index.js';

const now = new Date('2026-12-01T09:30:00Z');
const words = developerWords.en;
const around = {
  words,
  now,
  nameOf: (id: number) => `client ${id}`,
  links: { operation: () => ({ method: 'GET', url: 'https://library.example/v1/books' }) },
};

const use: OwnUse = {
  consumerId: 2,
  kind: 'key',
  keyId: 7,
  program: null,
  major: 1,
  operationId: 'listBooks',
  element: 'query:author',
  calls: 1_204,
  lastAt: now,
  evidence: [
    {
      at: now,
      requestId: 'abc',
      userAgent: 'Kiosk/4 <b>',
      minor: '1.1',
      minorSource: 'header',
      status: 200,
    },
  ],
};

const own = (
  some: Partial<OwnDeprecation> = {},
  sunset: string | undefined = '2027-12-01',
): OwnDeprecation => ({
  lifecycle: {
    id: 'v1-author',
    deprecated: '2026-11-01',
    ...(sunset !== undefined && { sunset }),
    successor: '/v2/books',
    guide: '/docs/guides/v1-author',
    uses: [],
  },
  known: undefined,
  uses: [use],
  agreements: [],
  ...some,
});

const shown = (...deprecations: readonly OwnDeprecation[]) => endingsSection(deprecations, around).text;

const agreement = {
  lifecycleId: 'v1-author',
  consumerId: 2,
  kind: 'consent',
  until: null,
  by: 3,
  reason: null,
  at: now,
} as const;

describe('The section about ends of life', () => {
  it('says so when nothing will go away', () => {
    expect(shown()).to.include(words.nothingEnds);
  });

  it('has the command of a rehearsal on the day of the sunset, as the minor that is called', () => {
    expect(shown(own()))
      .to.include('https://library.example/v1/books?author=VALUE')
      .and.include('API-Version: 1.1')
      .and.include('lifecycle-at=&#34;2027-12-01T00:00:00Z&#34;');
  });

  it('asks for tomorrow once the sunset is past, because no request can be answered as of before', () => {
    expect(shown(own({}, '2026-11-15'))).to.include('lifecycle-at=&#34;2026-12-02T00:00:00Z&#34;');
  });

  it('escapes what a client has said of itself', () => {
    expect(shown(own())).to.include('Kiosk/4 &#60;b&#62;').and.not.include('<b>');
  });

  it('asks for nothing where no day is set, or where it is gone', () => {
    const { sunset: _, ...endless } = own().lifecycle;
    const gone = { state: 'gone', withoutBrownouts: false } as const;
    for (const each of [own({ lifecycle: endless }), own({ known: gone }, '2026-11-15')])
      expect(shown(each)).to.not.include('<form').and.not.include('curl');
  });

  it('names the only client of a form, and lets choose among several', () => {
    expect(shown(own())).to.include('name="client" value="2"').and.not.include('<select');
    const two = shown(own({ uses: [use, { ...use, consumerId: 3 }] }));
    expect(two)
      .to.include('<option value="">All my clients</option>')
      .and.include('<option value="3">client 3');
  });

  it('offers no second extension, and nothing after a consent', () => {
    const extended = { ...agreement, kind: 'extension', until: new Date('2028-01-15T00:00:00Z') } as const;
    expect(shown(own({ agreements: [extended] })))
      .to.include('put off until 2028-01-15')
      .and.include('value="consent"')
      .and.not.include('value="extension"');
    expect(shown(own({ agreements: [agreement] })))
      .to.include('agreed on 2026-12-01')
      .and.include(words.allAnswered)
      .and.not.include('<form');
  });
});
