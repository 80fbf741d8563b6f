import { expect } from 'chai';
import { StatementNames } from './prepared-statements.js';

describe('A statement', () => {
  it('gets a name the second time, and keeps it', () => {
    const names = new StatementNames();
    const given = ['select 1', 'select 1', 'select 2', 'select 1', 'select 2'].map((text) => names.of(text));
    expect(given).to.deep.equal([undefined, 'shelflife_1', undefined, 'shelflife_1', 'shelflife_2']);
  });

  it('gets none when its plan depends on the parameters', () => {
    const names = new StatementNames();
    for (const by of ['document @@ $1', 'subjects @> $1', 'title like $1']) {
      const texts = ['once', 'again'].map(() => names.of(`select from book where ${by}`));
      expect(texts).to.deep.equal([undefined, undefined]);
    }
    const ofTrail = ['once', 'again'].map(() => names.of('select id from audit_event where action = $1'));
    expect(ofTrail).to.deep.equal([undefined, undefined]);
  });

  it('gets none when there are too many, and those with a name keep it', () => {
    const names = new StatementNames();
    for (let n = 1; n <= 400; n++) for (const _ of ['once', 'again']) names.of(`select ${n}`);
    expect([1, 300, 301, 400].map((n) => names.of(`select ${n}`))).to.deep.equal([
      'shelflife_1',
      'shelflife_300',
      undefined,
      undefined,
    ]);
  });
});
