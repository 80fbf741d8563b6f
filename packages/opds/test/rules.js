/**
 * The rules of OPDS 2.0 (https://drafts.opds.io/opds-2.0) and of the Readium Web Publication Manifest for the parts that
 * this catalogue uses. Each is a sentence and a function that returns what breaks it.
 *
 * @typedef {any} Json
 * @typedef {{ readonly rule: string, readonly faults: (feed: Json) => string[] }} Rule
 */

const feedType = 'application/opds+json';
const publicationType = 'application/opds-publication+json';
const acquisition =
  /^(?:preview|http:\/\/opds-spec\.org\/acquisition(?:\/(?:buy|open-access|borrow|sample|subscribe))?)$/;
const roles = ['author', 'editor', 'translator', 'illustrator', 'contributor'];

/** @param {Json} value @returns {Json[]} */
const listOf = (value) => (value === undefined ? [] : [value].flat());
/** @param {Json} link @param {string} rel */
const has = (link, rel) => listOf(link.rel).includes(rel);
/** @param {boolean} isRight @param {string} said */
const unless = (isRight, said) => (isRight ? [] : [said]);

/** @param {Json} feed @returns {Json[]} */
const publicationsIn = (feed) => [
  ...listOf(feed.publications),
  ...listOf(feed.groups).flatMap((group) => listOf(group.publications)),
];

/** Every object that has an address, wherever it is. @param {Json} part @returns {Json[]} */
const linksIn = (part) => {
  if (typeof part !== 'object' || part === null) return [];
  const below = Object.values(part).flatMap(linksIn);
  return typeof part.href === 'string' || 'rel' in part ? [part, ...below] : below;
};

/** Every value that the specification calls blank. @param {Json} part @param {string} at @returns {string[]} */
const blanksIn = (part, at) => {
  if (part === null || part === '' || (typeof part === 'object' && Object.keys(part).length === 0))
    return [at];
  if (typeof part !== 'object') return [];
  return Object.entries(part).flatMap(([name, value]) => blanksIn(value, `${at}.${name}`));
};

/** @param {unknown} text */
const isText = (text) => typeof text === 'string' && text.trim() !== '';
/** @param {unknown} number @param {number} least */
const isCount = (number, least = 0) =>
  number === undefined || (Number.isInteger(number) && Number(number) >= least);
/** @param {unknown} text */
const isUri = (text) => typeof text === 'string' && /^[a-z][a-z\d+.-]*:\S+$/i.test(text);

/** @param {unknown} tag */
const isLanguage = (tag) => {
  try {
    return typeof tag === 'string' && new Intl.Locale(tag).baseName !== '';
  } catch {
    return false;
  }
};

/** @param {string} rule @param {(metadata: Json, publication: Json) => string[]} faults @returns {Rule} */
const ofEachPublication = (rule, faults) => ({
  rule,
  faults: (feed) => publicationsIn(feed).flatMap((each) => faults(each.metadata ?? {}, each)),
});

/** @type {readonly Rule[]} */
export const rulesOfPublications = [
  ofEachPublication('A publication has a title.', ({ title }) => unless(isText(title), 'title')),
  ofEachPublication('Its type is a URI.', (metadata) => unless(isUri(metadata['@type']), '@type')),
  ofEachPublication('Its identifier is a URI.', ({ identifier }) =>
    unless(identifier === undefined || isUri(identifier), String(identifier)),
  ),
  ofEachPublication('Its languages are BCP 47 tags.', ({ language }) =>
    listOf(language).filter((tag) => !isLanguage(tag)),
  ),
  ofEachPublication('Everybody who contributed has a name.', (metadata) =>
    roles.flatMap((role) =>
      listOf(metadata[role]).flatMap((each) => unless(isText(each.name ?? each), `${role} without a name`)),
    ),
  ),
  ofEachPublication('Each subject has a name.', ({ subject }) =>
    listOf(subject).flatMap((each) => unless(isText(each.name ?? each), 'subject without a name')),
  ),
  ofEachPublication('The last change is a moment.', ({ modified }) =>
    unless(modified === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(modified), String(modified)),
  ),
  ofEachPublication('The publication date is a day or a moment, never a year alone.', ({ published }) =>
    unless(published === undefined || /^\d{4}-\d\d-\d\d(?:T|$)/.test(published), String(published)),
  ),
  ofEachPublication('It has an acquisition link.', (_metadata, { links }) =>
    unless(
      listOf(links).some(({ rel }) => listOf(rel).some((each) => acquisition.test(each))),
      'no acquisition',
    ),
  ),
  ofEachPublication('Its self link leads to an OPDS publication.', (_metadata, { links }) =>
    unless(
      listOf(links).some((link) => has(link, 'self') && link.type === publicationType),
      'no self link',
    ),
  ),
  ofEachPublication(
    'Images, where there are any, have one in a format that every reader shows.',
    (_, { images }) =>
      unless(
        images === undefined ||
          images.some((/** @type {Json} */ { type }) => /^image\/(?:jpeg|avif|webp|jxl|png|gif)$/.test(type)),
        'no image of these formats',
      ),
  ),
  ofEachPublication(
    'Its availability is a state that OPDS knows, and its copies are counted.',
    (_, { links }) =>
      listOf(links).flatMap(({ properties = {} }) => [
        ...unless(
          ['available', 'unavailable', 'reserved', 'ready', undefined].includes(
            properties.availability?.state,
          ),
          String(properties.availability?.state),
        ),
        ...unless(isCount(properties.copies?.total) && isCount(properties.copies?.available), 'copies'),
      ]),
  ),
];

/** @type {readonly Rule[]} */
export const rulesOfFeeds = [
  { rule: 'A feed has a title.', faults: ({ metadata }) => unless(isText(metadata?.title), 'title') },
  {
    rule: 'It has a link to itself, of the type of OPDS.',
    faults: ({ links }) =>
      unless(
        listOf(links).some((link) => has(link, 'self') && link.type === feedType),
        'no self link',
      ),
  },
  {
    rule: 'It has navigation, publications or groups.',
    faults: (feed) =>
      unless(
        ['navigation', 'publications', 'groups'].some((role) => role in feed),
        'no collection',
      ),
  },
  {
    rule: 'No collection and no metadata is blank.',
    faults: (feed) => blanksIn(feed, 'feed'),
  },
  {
    rule: 'Each link of a navigation has a title.',
    faults: ({ navigation }) => listOf(navigation).flatMap(({ title, href }) => unless(isText(title), href)),
  },
  {
    rule: 'Each link has an address that is a URI reference, or a template where it says so.',
    faults: (feed) =>
      linksIn(feed).flatMap(({ href, templated }) =>
        unless(
          isText(href) &&
            !/[\s<>"\\^`]/.test(href) &&
            /\{/.test(href) === (templated === true) &&
            (templated === true || URL.canParse(href, 'https://library.example')),
          String(href),
        ),
      ),
  },
  {
    rule: 'The template of the search has the parameter query.',
    faults: ({ links }) =>
      listOf(links)
        .filter((link) => has(link, 'search'))
        .flatMap(({ href, templated }) =>
          unless(templated === true && /\{\?(?:\w+,)*query(?:,\w+)*\}/.test(href), String(href)),
        ),
  },
  {
    rule: 'The numbers of a list are whole and not negative.',
    faults: ({ metadata }) =>
      unless(
        isCount(metadata?.numberOfItems) &&
          isCount(metadata?.itemsPerPage, 1) &&
          isCount(metadata?.currentPage, 1),
        'numbers',
      ),
  },
  {
    rule: 'Links between pages lead to feeds.',
    faults: ({ links }) =>
      listOf(links)
        .filter((link) => ['next', 'previous', 'first', 'last'].some((rel) => has(link, rel)))
        .flatMap(({ type, href }) => unless(type === feedType, href)),
  },
  {
    rule: 'A group of facets has a title and a choice of links, with counted items and at most one that is active.',
    faults: ({ facets }) =>
      listOf(facets).flatMap(({ metadata, links }) => [
        ...unless(isText(metadata?.title), 'facets without a title'),
        ...unless(listOf(links).length > 1, 'facets without a choice'),
        ...unless(listOf(links).filter((link) => has(link, 'self')).length < 2, 'two active facets'),
        ...listOf(links).flatMap(({ title, type, properties }) =>
          unless(isText(title) && type === feedType && isCount(properties?.numberOfItems), `facet ${title}`),
        ),
      ]),
  },
  {
    rule: 'A group has a title, and either navigation or publications.',
    faults: ({ groups }) =>
      listOf(groups).flatMap((group) => [
        ...unless(isText(group.metadata?.title), 'group without a title'),
        ...unless('navigation' in group !== 'publications' in group, 'group with none or both'),
      ]),
  },
  ...rulesOfPublications,
];

/** Every fault of a feed, with its rule. @param {Json} feed */
export const faultsOfFeed = (feed) =>
  rulesOfFeeds.flatMap(({ rule, faults }) => faults(feed).map((each) => `${rule} ${each}`));

/** Every fault of a publication that stands alone. @param {Json} publication */
export const faultsOfPublication = (publication) =>
  rulesOfPublications.flatMap(({ rule, faults }) =>
    faults({ publications: [publication] }).map((each) => `${rule} ${each}`),
  );
