import { expect } from 'chai';
import { readColumns } from './read-columns.js';

describe('Reading --columns', () => {
  it('gives the header of each field', () => {
    expect([...readColumns('title=Title, year = original year,isbn=a=b')]).to.deep.equal([
      ['title', 'Title'],
      ['year', 'original year'],
      ['isbn', 'a=b'],
    ]);
  });

  it('names a field that there is not, and those that there are', () => {
    expect(() => readColumns('title=title,author=authors')).to.throw(
      '--columns: there is no field "author". The fields are title, subtitle, contributors,',
    );
    expect(() => readColumns('')).to.throw('there is no field ""');
    expect(() => readColumns('title=title,')).to.throw('there is no field ""');
  });

  it('refuses a field without a column, a field given twice, and books without a title', () => {
    expect(() => readColumns('title')).to.throw('"title" names no column; write title=HEADER');
    expect(() => readColumns('title=a,title=b')).to.throw('title is given twice');
    expect(() => readColumns('isbn=isbn')).to.throw('a column for title is required');
  });
});
