import { expect } from 'chai';
import { asVersion, withoutPast } from './as-version.js';

const second = { major: 2, minors: ['2.0', '2.1'] };

describe('The text of one major as another', () => {
  const texts: readonly (readonly [before: string, after: string])[] = [
    [
      "import { toId } from '../../../src/interface/v2/ids.js';",
      "import { toId } from '../../../src/interface/v3/ids.js';",
    ],
    ['created(shown, `/v2/books/${shown.id}`)', 'created(shown, `/v3/books/${shown.id}`)'],
    ["summary: 'See `/v2`.'", "summary: 'See `/v3`.'"],
    ["major: 2, baseline: '2.0', title: 'Shelflife v2'", "major: 3, baseline: '3.0', title: 'Shelflife v3'"],
    ["since: '2.1'", "since: '3.0'"],
    ["'If-Match': '\"r1-v2.1\"'", "'If-Match': '\"r1-v3.0\"'"],
    ['class BookV2 extends PresentV2Book {}', 'class BookV3 extends PresentV3Book {}'],
    [
      'for (const [v2, v1] of pairs) expect(v2).to.equal(v1)',
      'for (const [v3, v1] of pairs) expect(v3).to.equal(v1)',
    ],
  ];
  for (const [before, after] of texts) {
    it(`turns ${before} into ${after}`, () => {
      expect(asVersion(before, second, 3)).to.equal(after);
    });
  }

  const kept = [
    "toId('book', 2)",
    'score: 2.1',
    "'2.2'",
    "'/v1/books'",
    "'/v20/books'",
    'ipv2x',
    "limit: '2'",
    'major: 20',
    'v2beta',
    "'12.0'",
  ];
  for (const text of kept) {
    it(`does not change ${text}`, () => {
      expect(asVersion(text, second, 3)).to.equal(text);
    });
  }

  it('has a number of any length', () => {
    const tenth = { major: 10, minors: ['10.0'] };
    expect(asVersion("'/v10/books' since '10.0', not '/v1/books'", tenth, 11)).to.equal(
      "'/v11/books' since '11.0', not '/v1/books'",
    );
  });

  it('has no history', () => {
    const index = `import { BookRoutes } from './book-routes.js';
import { subjects } from './changes/2.1-subjects.js';
import { moving } from './guides/moving.js';

export const routeGroups = [BookRoutes];

export const changes = [subjects];

export const guides = [moving];
`;
    expect(withoutPast(index)).to.equal(
      "import { BookRoutes } from './book-routes.js';\n\nexport const routeGroups = [BookRoutes];\n",
    );
  });
});
