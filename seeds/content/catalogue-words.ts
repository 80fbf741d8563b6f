const listed = (text: string): string[] => text.trim().split(/\s+/);

/** Words for the titles, names and subjects of synthetic books. */
export const words = {
  adjectives: listed(`
    Amber Ancient Borrowed Broken Burning Careful Crooked Distant Electric Empty Forgotten Frozen
    Gentle Golden Hidden Hollow Invisible Last Little Lonely Midnight Northern Patient Quiet Restless
    Scarlet Second Silent Silver Stolen Thirteenth Unfinished Unlikely Velvet Wandering Western Wild
    Winter Wooden`),
  nouns: listed(`
    Alphabet Archive Astronomer Bakery Bridge Calendar Carpenter Cartographer Clock Compass Daughter
    Dictionary Door Engine Equation Ferry Forest Garden Gardener Glacier Harbour Honey House Island
    Key Kingdom Lantern Letter Library Lighthouse Machine Map Memory Mirror Mountain Museum Night
    Ocean Orchard Orchestra Painter Parliament Piano Promise River Sailor School Secret Shadow Silence
    Sparrow Station Stone Storm Street Summer Telescope Theatre Tide Tower Train Translator Tree
    Valley Violin Voyage Weaver Window Winter`),
  places: listed(`
    Aarhus Bogotá Cádiz Dakar Edinburgh Fès Göteborg Havana Istanbul Jaipur Kraków Lisbon Mombasa
    Nagasaki Odesa Porto Quito Riga Samarkand Tallinn Ushuaia Valparaíso Wellington Xi’an Yerevan
    Zanzibar Łódź Málaga Saint-Malo`),
  firstNames: listed(`
    Agnes Bilal Céline Daniel Elif Fatou Giorgos Hannah Ibrahim Júlia Kenji Lucía Mateo Nadia Oskar
    Priya Rafael Søren Tariq Ursula Viktor Wanda Zoë`),
  /** A last name combines one of each. The thousands of names make searches for authors as hard as in a real library. */
  lastNames: {
    starts: listed('Al Bra Ca Dor El Fer Gor Ha Is Jo Kar Lin Mar Na Ol Pe Quen Ros Sal Tor Ul Var Wei Zan'),
    middles: listed('a ba da de en er fa ga he i ka la mi na o ra re sa ti va'),
    ends: listed('berg cci dal ez ford idis ini kov lund mann nen poulos rez rie sen ska son ström tte vić'),
  },
  publishers: [
    'Lamplight Press',
    'North Quay Books',
    'Paper Heron',
    'Verlag am Kanal',
    'Éditions du Pont',
    'Casa del Faro',
    'Field & Tide',
    'University of the Shore',
  ],
  subjects: listed(`
    fiction history science crime fantasy biography poetry adventure philosophy love society politics
    children mathematics travel nature music cooking art`),
  /** Most books have the first language. */
  languages: ['en', 'en', 'en', 'de', 'en', 'fr', 'en', 'es', 'en', 'pt', 'en', 'it', 'sv'],
};
