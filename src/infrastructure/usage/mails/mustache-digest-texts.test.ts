import { expect } from 'chai';
import type { ClientDigest, DigestSection } from '../../../application/usage/mails/digest-texts.js';
import { languages } from '../../../domain/kernel/language.js';
import { stages } from '../../../domain/usage/mails/stages.js';
import { MustacheDigestTexts } from './mustache-digest-texts.js';

const texts = new MustacheDigestTexts();
const at = new Date('2027-03-01T09:30:05Z');
const section: DigestSection = {
  lifecycle: {
    id: 'v1-list-books',
    deprecated: '2026-12-01',
    sunset: '2027-12-01',
    successor: '/v2/books',
    guide: '/docs/guides/v1-list-books',
    uses: [],
  },
  stage: 'monthly',
  lastAt: at,
  uses: [
    {
      major: 1,
      operationId: 'listBooks',
      element: 'query:author_name',
      calls: 12,
      lastAt: at,
      evidence: [
        { at, requestId: 'abc-1', userAgent: 'Kiosk/4.1', minor: '1.0', minorSource: 'pin', status: 200 },
      ],
    },
  ],
  report: 'https://library.example/v2/me/migration-report?from=1.0&to=2.2',
  rehearsal: `curl -i 'https://library.example/v1/books' \\\n  -H 'Prefer: lifecycle-at="2027-12-01T00:00:00Z"'`,
};
const digest: ClientDigest = {
  language: 'en',
  client: 'Kiosk',
  sections: [section],
  home: 'https://library.example',
  list: 'https://library.example/v2/me/deprecations',
};
const write = (some: Partial<DigestSection> = {}, other: Partial<ClientDigest> = {}) =>
  texts.forClient({ ...digest, sections: [{ ...section, ...some }], ...other });

describe('The mails about ends of life', () => {
  it('say everything that the owner of a client needs', () => {
    const { subject, text } = write();
    expect(subject).to.equal('Kiosk still calls something deprecated');
    expect(text).to
      .equal(`This is about your client Kiosk of the API of the library at https://library.example.

listBooks (v1)
--------------

Your client still calls this, which is deprecated.

- Deprecated from: 2026-12-01
- Ends on: 2027-12-01
- Successor: https://library.example/v2/books
- Guide: https://library.example/docs/guides/v1-list-books

listBooks (v1) with query:author_name: 12 calls in 30 days, the last at 2027-03-01 09:30:05 UTC
- 2027-03-01 09:30:05 UTC: request abc-1, status 200, as minor 1.0 (pinned for the client), by Kiosk/4.1

What your client has to change, computed from its calls:
https://library.example/v2/me/migration-report?from=1.0&to=2.2

To see the answer of the day on which it ends, without any effect:
  curl -i 'https://library.example/v1/books' \\
  -H 'Prefer: lifecycle-at="2027-12-01T00:00:00Z"'

All deprecated parts that your clients call, as it is now:
https://library.example/v2/me/deprecations

You get this mail, at most one a day, because you are the contact of this client.

Your library
`);
  });

  it('are not written without a call that can be shown', () => {
    expect(() => write({ uses: [] })).to.throw('no evidence');
    expect(() => write({ uses: section.uses.map((use) => ({ ...use, evidence: [] })) })).to.throw(
      'no evidence',
    );
  });

  for (const stage of stages) {
    for (const language of languages) {
      it(`leave no place of ${stage} empty in ${language}`, () => {
        const brownout = { from: at, until: at, refused: stage === 'brownout_report' ? 3 : 0 };
        const { subject, text, html } = write({ stage, brownout }, { language });
        for (const each of [subject, text, html]) expect(each).to.not.match(/\{\{|undefined|\[object/);
        expect(html).to.include(`<html lang="${language}">`);
      });
    }
  }

  it('name what is not set, and leave out what does not apply', () => {
    const { sunset: _sunset, ...open } = section.lifecycle;
    const { text } = write({ lifecycle: { ...open, successor: undefined }, rehearsal: undefined });
    expect(text)
      .to.include('- Ends on: no day is set')
      .and.to.include('- Successor: nothing replaces it')
      .and.to.not.include('rehearse')
      .and.to.not.include('curl');
  });

  it('say one call, and two calls', () => {
    const withCalls = (calls: number) => write({ uses: section.uses.map((use) => ({ ...use, calls })) }).text;
    expect(withCalls(1)).to.include(': 1 call in 30 days');
    expect(withCalls(2)).to.include(': 2 calls in 30 days');
  });

  it('are about the most urgent end first, and count the others', () => {
    expect(write({}, { sections: [section, section, section] }).subject).to.match(/ \(and 2 more\)$/);
  });

  it('make no link, no line and no HTML of what strangers send', () => {
    const evidence = [
      {
        at,
        requestId: 'abc',
        userAgent: 'See\r\nhttps://bad.example/a <b>now</b> me@bad.example 5.0',
        minor: '1.0',
        minorSource: 'header' as const,
        status: 200,
      },
    ];
    const { text, html } = write({ uses: section.uses.map((use) => ({ ...use, evidence })) });
    expect(text).to.include('by See https[:]//bad[.]example/a <b>now</b> me[at]bad[.]example 5.0');
    expect(html).to.include('&lt;b&gt;now').and.to.not.include('<b>now');
  });

  it('tell operators what holds a sunset, and who was not told', () => {
    const held = { lifecycle: section.lifecycle, since: at, checkedAt: at };
    const client = { consumerId: 7, name: 'Kiosk', calls: 3, lastAt: at };
    const { subject, text, html } = texts.forOperators({
      day: '2027-12-02',
      held: [
        {
          ...held,
          obstacles: [
            { kind: 'caller', ...client },
            { kind: 'extension', consumerId: 8, name: 'Till', until: at },
            { kind: 'anonymous', calls: 5, confirmed: 2 },
            { kind: 'no_usage_data' },
            { kind: 'switch' },
            { kind: 'not_told', consumerId: 9, name: 'Wall' },
          ],
        },
      ],
      untold: [{ ...client, lifecycleId: 'v1-list-books', reason: 'no_owner' }],
    });
    expect(subject).to.equal('Sunsets on 2027-12-02: 1 held, 1 clients not told');
    expect(text)
      .to.include('- Kiosk (client 7): 3 calls in 30 days, the last at 2027-03-01 09:30 UTC\n')
      .and.to.include('- Till (client 8): an extension until 2027-03-01 09:30 UTC\n')
      .and.to.include('- calls without a token: 5, of which 2 are confirmed\n')
      .and.to.include('- missing usage data\n- an operator\n- Wall (client 9): was not told\n')
      .and.to.include('nobody has registered this program');
    expect(html).to.include('<b>Kiosk</b> (client 7)');
  });
});
