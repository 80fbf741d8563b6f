import { expect } from 'chai';
import { dirname, join } from 'node:path';
import {
  allDocuments,
  exists,
  isPath,
  readDocument,
  scriptNames,
  wordsOfTheCode,
} from '../support/documents.js';
import { anchors, blocks, codeSpans, links, prose } from '../support/markdown.js';

const documents = allDocuments();
const decisions = documents.filter(({ path }) => path.startsWith('docs/decisions/'));
const words = wordsOfTheCode();

/** The paths that a text names, in backticks and in its fenced blocks. */
function pathsIn(text: string): string[] {
  const fenced = ['', 'sh'].flatMap((language) => blocks(text, language)).join('\n');
  return [...codeSpans(text), ...fenced.split(/\s+/)].map((each) => each.replace(/,$/, '')).filter(isPath);
}

/** Metrics that a library exports; observability.test.ts checks that they exist. */
const brought = /^(?:nodejs|process)_/;

/** The names of code that a text has in backticks, split at their dots. */
function namesIn(text: string): string[] {
  const names = codeSpans(text).filter(
    (span) => /^[A-Za-z_]\w*(?:[.]\w+)*$/.test(span) && !isPath(span) && !brought.test(span),
  );
  return names.flatMap((name) => name.split('.'));
}

/** The broken links of a document. Links to other servers, and to pages of the service, are not checked here. */
function brokenLinks({ path, text }: { path: string; text: string }): string[] {
  return links(text).filter((target) => {
    const [file = '', anchor] = target.split('#');
    if (/^https?:|^\//.test(target)) return false;
    const there = file === '' ? path : join(dirname(path), file);
    return !exists(there) || (anchor !== undefined && !anchors(readDocument(there).text).includes(anchor));
  });
}

describe('The documents', () => {
  for (const document of documents) {
    const { path, text } = document;

    it(`${path} names only files and folders that exist`, () => {
      expect(pathsIn(text).filter((each) => !exists(each))).to.deep.equal([]);
    });

    it(`${path} names only code that exists`, () => {
      expect(namesIn(text).filter((name) => !words.has(name))).to.deep.equal([]);
    });

    it(`${path} has no broken link`, () => {
      expect(brokenLinks(document)).to.deep.equal([]);
    });

    it(`${path} names only commands that exist`, () => {
      const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name);
      expect(scriptNames()).to.include.members(named);
    });
  }

  it('are checked for missing paths, missing names and broken links', () => {
    expect(
      ['src/domain/', 'src/<layer>/kernel/', 'package.json', '.data/', 'test/*/docs.test.ts'].filter(exists),
    ).to.have.length(5);
    expect(['src/nowhere/', 'src/main.js', 'src/<layer>/nowhere/', 'docs.test.ts'].some(exists)).to.equal(
      false,
    );
    expect(pathsIn('`src/a.ts`, `/v1/books`, `application/json`\n```sh\nrm src/b c\n```\n')).to.deep.equal([
      'src/a.ts',
      'src/b',
    ]);
    expect(namesIn('`Loan.renew` and `x.ts`')).to.deep.equal(['Loan', 'renew']);
    const text =
      '[a](README.md) [b](docs/nothing.md) [c](docs/architecture.md#nothing) [d](#here)\n\n# Here\n';
    expect(brokenLinks({ path: 'CHANGELOG.md', text })).to.deep.equal([
      'docs/nothing.md',
      'docs/architecture.md#nothing',
      '#here',
    ]);
  });
});

describe('The decisions', () => {
  const headings = ['Context', 'Decision', 'Consequence', 'How it may be overturned'];

  it('are numbered without a gap, and the title has the same number as the file', () => {
    const expected = decisions.map((_, index) => String(index + 1).padStart(4, '0'));
    expect(decisions.map(({ path }) => /\/(\d{4})-[a-z0-9-]+[.]md$/.exec(path)?.[1])).to.deep.equal(expected);
    expect(decisions.map(({ text }) => /^# (\d{4}) \w/.exec(text)?.[1])).to.deep.equal(expected);
  });

  for (const { path, text } of decisions) {
    it(`${path} has its four parts and is linked from the map with its own title`, () => {
      expect([...prose(text).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).to.deep.equal(headings);
      const title = text.split('\n')[0]?.slice(2);
      expect(readDocument('docs/architecture.md').text).to.include(
        `[${title}](${path.slice('docs/'.length)})`,
      );
    });
  }
});

describe('The change log', () => {
  const headings = [...readDocument('CHANGELOG.md').text.matchAll(/^## (.+)$/gm)].map(
    ([, text = '']) => text,
  );
  const releases = headings.filter((heading) => heading !== '[Unreleased]');

  it('has a number and a day for every release, the newest first', () => {
    const days = releases.map(
      (heading) => /^\[\d+\.\d+\.\d+\] - (\d{4}-\d{2}-\d{2})$/.exec(heading)?.[1] ?? `none: ${heading}`,
    );
    const isDay = (day: string) => !Number.isNaN(Date.parse(day));
    expect(days.filter((day) => !isDay(day))).to.deep.equal([]);
    expect(days).to.deep.equal(days.toSorted().toReversed());
    expect(headings.indexOf('[Unreleased]')).to.be.lessThan(1);
  });

  it('has the version of package.json as its newest release, once there is one', () => {
    const { version } = JSON.parse(readDocument('package.json').text) as { version: string };
    const [newest = `[${version}]`] = releases;
    expect(newest.split(' ')[0]).to.equal(`[${version}]`);
  });
});
