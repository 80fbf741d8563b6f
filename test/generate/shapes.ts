/** Five features of different shapes: the words after `generate -- feature`. */
export const shapes: Readonly<Record<string, readonly string[]>> = {
  'with one field': ['slogans', 'content:text'],
  'with every type': [
    'events',
    'name:text(200)!',
    "hall:text=Bob's hall",
    'seats:integer=10',
    'fee:integer?',
    'open:boolean!',
    'startsOn:date!',
    'endsOn:date?',
    'published:date=2027-05-05',
    'startsAt:datetime!',
    'remindAt:datetime=2027-01-01T00:00:00Z',
    'kind:enum(reading|course)=reading',
    'book:ref(catalogue.book)?',
  ],
  'with references': ['bookmarks', 'book:ref(catalogue.book)!', 'copy:ref(catalogue.copy)?', 'page:integer?'],
  'with nothing that is required, whose singular is a word of SQL': [
    'columns',
    'colour:enum(red|blue)?',
    'note:text?',
  ],
  'in both majors': [
    'reviews',
    'stars:integer!',
    'book:ref(catalogue.book)!',
    'writtenAt:datetime?',
    'status:enum(draft|shown)=draft',
    '--versions',
    'v1,v2',
  ],
};

/** Their names. */
export const names = Object.values(shapes).map(([name = '']) => name);

/** Fields of what was there before, and what gets them: the words after `generate -- field`. */
export const fields = [
  ['book', 'edition:text?'],
  ['book', 'published:date?'],
  ['copy', 'price:integer=3'],
  ['patron', 'newsletter:boolean=false'],
] as const;

/** The integration tests of these fields. */
export const fieldTests =
  'v2/@(catalogue|accounts)/@(book-edition|book-published|copy-price|patron-newsletter)';
