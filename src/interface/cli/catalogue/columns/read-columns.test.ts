import { expect } from 'chai';
import { readColumns } from './read-columns.js';

describe('Parsing --columns', () => {
  it('returns the header of each field', () => {
    expect([...readColumns('title=Title, year = original year,isbn=a=b')]).to.deep.equal([
      ['title', 'Title'],
      ['year', 'original year'],
      ['isbn', 'a=b'],
    ]);
  });

  it('reports an unknown field, and lists the known ones', () => {
    expect(() => readColumns('title=title,author=authors')).to.throw(
      '--columns: there is no field "author". The fields are title, subtitle, contributors,',
    );
    expect(() => readColumns('')).to.throw('there is no field ""');
    expect(() => readColumns('title=title,')).to.throw('there is no field ""');
  });

  it('refuses a field without a column, a repeated field, and a list without the title', () => {
    expect(() => readColumns('title')).to.throw('"title" names no column; write title=HEADER');
    expect(() => readColumns('title=a,title=b')).to.throw('title is given twice');
    expect(() => readColumns('isbn=isbn')).to.throw('a column for title is required');
  });
});
