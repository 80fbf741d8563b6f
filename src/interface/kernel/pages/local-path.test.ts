import { expect } from 'chai';
import { localPath } from './local-path.js';

describe('The page to come back to', () => {
  for (const path of ['/ops', '/ops/audit?action=a.b&actor=1', '/developers/']) {
    it(`can be ${path}`, () => {
      expect(localPath(path)).to.equal(path);
    });
  }

  const elsewhere = [
    'https://evil.example/',
    '//evil.example/ops',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'ops',
    '',
    undefined,
    ['/ops'],
  ];
  for (const given of elsewhere) {
    it(`is the front page for ${JSON.stringify(given) ?? 'nothing'}`, () => {
      expect(localPath(given)).to.equal('/');
    });
  }
});
