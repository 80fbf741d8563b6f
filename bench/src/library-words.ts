const listed = (text: string): string[] => text.trim().split(/\s+/);

/** An array of texts in SQL. None of our words contains a quotation mark, a comma or a brace. */
const arrayOf = (words: readonly string[]): string =>
  `'{${words.map((word) => `"${word}"`).join(',')}}'::text[]`;

/** Frequent title words, the most frequent first. */
const ordinary = listed(`
  history life world new story time house love guide great book night way man art last american day little
  secret people children dark city home lost introduction water road river black white king garden women war
  study girl heart science land light dream winter modern family music fire blood wild summer god letters
  england france sea mountain island stone practice power short first poems complete stories death
  golden tales stars dead memory society shadow politics moon law nature language philosophy century journey
  school north south east west red blue green silver long old good young other mother father daughter son
  brother sister sun rain wind storm snow ice forest tree bird horse dog cat fish wolf bear lion rose flower
  kitchen cooking bread wine food health body mind soul spirit faith church religion bible saint angel devil
  ghost witch magic dragon castle tower bridge door window mirror clock map key lamp candle piano violin song
  dance theatre drama play game chess football travel train ship sailor captain pirate desert valley lake
  coast harbour village town street market factory farm field orchard economics money trade business company
  work labour theory method analysis handbook manual atlas dictionary grammar reader lectures essays papers
  reports survey statistics mathematics algebra geometry physics chemistry biology geology medicine surgery
  nursing engineering machines computer programming data networks design painting sculpture architecture
  photography film television newspaper education teacher student university library museum archive empire
  revolution republic parliament democracy freedom justice crime murder detective prison police spy soldier
  army navy battle peace victory enemy stranger neighbour friend lover wife husband widow orphan doctor priest
  poet painter`);

const consonants = listed('b d f g k l m n p r s t v z br dr gr kr tr st sch pl');
const vowels = listed('a e i o u');
const syllables = consonants.flatMap((consonant) => vowels.map((vowel) => consonant + vowel));
const ends = listed(`
  berg cci dal ez ford idis ini kov lund mann nen poulos rez rie sen ska son ström tte vić ham ton ley wick
  burn more land stein wald bach feld hof dorf court mont ville lier nard quin rell sard tour vaux zec`);

const firstNames = listed(`
  Agnes Bilal Céline Daniel Elif Fatou Giorgos Hannah Ibrahim Júlia Kenji Lucía Mateo Nadia Oskar Priya Rafael
  Søren Tariq Ursula Viktor Wanda Zoë Amara Bruno Chiara Esther Farid Greta Hiro Noor Rosa Thandi Wei John Mary
  William Anne James Elizabeth Charles Margaret Robert Sarah Thomas Jane Henry Alice Peter Ruth`);

const subjects = listed(`
  fiction history science crime fantasy biography poetry adventure philosophy love society politics children
  mathematics travel nature music cooking art religion psychology education medicine law economics technology
  drama language geography sport gardening architecture photography astronomy physics chemistry biology geology
  engineering computing management sociology anthropology archaeology mythology folklore war humour horror
  romance family health animals plants oceans mountains cities crafts games letters`);

const publishers = `
  Lamplight Press, North Quay Books, Paper Heron, Verlag am Kanal, Éditions du Pont, Casa del Faro, Field & Tide,
  University of the Shore, Mill Lane, Harbour House, Tern & Sons`
  .trim()
  .split(/,\s+/);

const languages = listed('en en en de en fr en es en pt en it sv nl en pl ru en ja');

/** The number of all words. Those that are not in the lists are invented, however often each of them occurs. */
const vocabulary = 400_000;

/** The number of combinations of two syllables and an ending; it has no factor in common with 48271. */
const madeUp = syllables.length ** 2 * ends.length;

/**
 * Functions for the life of the connection. All values are drawn by a hash of the row's own number, so that a library
 * of one size is always the same library; words are drawn as in real texts, the word of rank r in proportion to 1/r, so
 * that the vocabulary grows with the library, and most of its words are rare.
 */
export const wordFunctions = [
  `create or replace function pg_temp.drawn(n bigint, salt integer) returns float8
   language sql immutable parallel safe
   return (hashint8extended(n, salt) & 1099511627775)::float8 / 1099511627776`,
  `create or replace function pg_temp.below(n bigint, salt integer, top integer) returns integer
   language sql immutable parallel safe
   return floor(pg_temp.drawn(n, salt) * top)::integer`,
  `create or replace function pg_temp.rank(n bigint, salt integer, above integer default 1) returns integer
   language sql immutable parallel safe
   return (above * exp(pg_temp.drawn(n, salt) * ln(${vocabulary} / above)))::integer`,
  // Call it with columns only: a computed argument would prevent PostgreSQL from inlining the function.
  `create or replace function pg_temp.word(rank integer) returns text
   language sql immutable parallel safe
   return case when rank <= ${ordinary.length} then (${arrayOf(ordinary)})[rank]
     else (${arrayOf(syllables)})[rank::bigint * 48271 % ${madeUp} % ${syllables.length} + 1]
       || (${arrayOf(syllables)})[rank::bigint * 48271 % ${madeUp} / ${syllables.length} % ${syllables.length} + 1]
       || (${arrayOf(ends)})[rank::bigint * 48271 % ${madeUp} / ${syllables.length ** 2} + 1] end`,
  `create or replace function pg_temp.first_name(person bigint) returns text
   language sql immutable parallel safe
   return (${arrayOf(firstNames)})[pg_temp.below(person, 21, ${firstNames.length}) + 1]`,
  // Four different subjects at most; some of them are on a third of all books.
  `create or replace function pg_temp.subjects(n bigint, first integer) returns text[]
   language sql immutable parallel safe
   return (array[(${arrayOf(subjects)})[first % ${subjects.length} + 1],
                 (${arrayOf(subjects)})[(first + 7) % ${subjects.length} + 1],
                 (${arrayOf(subjects)})[(first + 19) % ${subjects.length} + 1],
                 (${arrayOf(subjects)})[(first + 31) % ${subjects.length} + 1]])[1:pg_temp.below(n, 31, 4) + 1]`,
  `create or replace function pg_temp.publisher(n bigint) returns text
   language sql immutable parallel safe
   return (${arrayOf(publishers)})[pg_temp.below(n, 41, ${publishers.length}) + 1]`,
  `create or replace function pg_temp.language_of(n bigint) returns text
   language sql immutable parallel safe
   return (${arrayOf(languages)})[pg_temp.below(n, 42, ${languages.length}) + 1]`,
  `create or replace function pg_temp.shelf(book bigint) returns text
   language sql immutable parallel safe
   return (${arrayOf(subjects)})[pg_temp.below(book, 43, ${subjects.length}) + 1]`,
  // 979-9 is not assigned, so the numbers match no real book.
  `create or replace function pg_temp.isbn(n bigint) returns text
   language sql immutable parallel safe
   return '9799' || lpad(n::text, 8, '0') || ((10 - (66
     + n / 10000000 % 10 + 3 * (n / 1000000 % 10) + n / 100000 % 10 + 3 * (n / 10000 % 10)
     + n / 1000 % 10 + 3 * (n / 100 % 10) + n / 10 % 10 + 3 * (n % 10)) % 10) % 10)::text`,
];

export const subjectCount = subjects.length;
/** From this rank on, a word can be a last name. */
export const firstOfNames = ordinary.length;
