import { expect } from 'chai';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allDocuments, projectRoot, readDocument } from '../support/documents.js';
import { blocks, links } from '../support/markdown.js';

const readme = readDocument('README.md').text;

/** Where a text begins; the test fails when it is missing. */
function position(text: string): number {
  expect(readme).to.include(text);
  return readme.indexOf(text);
}

describe('The README', () => {
  it('has at most 10,000 characters', () => {
    expect(readme).to.have.length.of.at.most(10_000);
  });

  it('begins with one sentence, and goes on with features, picture, start, first loan and links', () => {
    const [, sentence = ''] = readme.split('\n\n');
    expect(sentence).to.match(/^[^.]+[.]$/);
    const parts = [sentence, '**For client developers**', '![', 'npm ci && npm start', '## The first loan'];
    const places = [...parts, '## Documentation'].map(position);
    expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
  });

  it('has eight features, each with a link to the page that proves it', () => {
    const [list = ''] = readme.split('![');
    const features = list.split(/^- (?=\*\*)/m).slice(1);
    expect(features).to.have.lengthOf(8);
    for (const feature of features) expect(links(feature), feature).to.have.lengthOf(1);
  });

  it('shows the two commands that a newcomer needs, each in a block of its own', () => {
    expect(blocks(readme, 'sh')).to.include.members(['npm ci && npm start\n', 'npm ci && npm test\n']);
  });

  it('links to every page of the documentation', () => {
    const pages = allDocuments().map(({ path }) => path);
    const linked = links(readme).map((target) => target.split('#')[0]);
    // Other pages list decisions, runbooks and guides.
    const expected = pages.filter(
      (path) => !/^(?:README\.md$|docs\/(?:decisions|runbooks)\/|guides\/)/.test(path),
    );
    expect(linked).to.include.members(expected);
  });
});

describe('The pictures of the documents', () => {
  const pictures = allDocuments().flatMap(({ path, text }) =>
    [...text.matchAll(/!\[(?<alternative>[^\]]*)\]\((?<target>[^)]+)\)/g)].map(({ groups = {} }) => ({
      file: join(dirname(path), groups['target'] ?? ''),
      alternative: groups['alternative'] ?? '',
    })),
  );

  it('come with the project, are smaller than 200 kB, and have an alternative text', () => {
    expect(pictures).to.have.length.of.at.least(1);
    for (const { file, alternative } of pictures) {
      expect(statSync(join(projectRoot, file)).size, file).to.be.below(200_000);
      expect(alternative, file).to.have.length.of.at.least(20);
    }
  });
});
