import { expect } from 'chai';
import { named, render } from './render.js';

const stories = { name: 'stories', entity: 'story' };

describe('A template', () => {
  it('has the names of the feature in place of its own, with the article that fits', () => {
    expect(named('An announcement is one of the Announcements: announcementView', stories)).to.equal(
      'A story is one of the Stories: storyView',
    );
    expect(named('an announcement', { name: 'events', entity: 'event' })).to.equal('an event');
  });

  it('repeats lines for each field, and leaves out imports that are not used', async () => {
    const template = `import { a, type B } from './ab.js';
import { c } from './c.js';
import './for-its-effect.js';

export const announcement = {
  // __#fields__
  __name__: a('__text__'),
  // __/fields__
  // __^fields__
  nothing: true,
  // __/fields__
};
`;
    const view = {
      fields: [
        { name: 'one', text: '<&>' },
        { name: 'two', text: '__name__' },
      ],
    };
    expect(await render(template, stories, view, 'x.ts')).to.equal(`import { a } from './ab.js';
import './for-its-effect.js';

export const story = {
  one: a('<&>'),
  two: a('__name__'),
};
`);
  });

  it('makes no file when nothing of it is left', async () => {
    expect(
      await render('// __#isWanted__\nexport const a = 1;\n// __/isWanted__\n', stories, {}, 'x.ts'),
    ).to.equal('');
  });
});
