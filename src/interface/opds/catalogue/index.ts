import { LibraryCatalogue } from './library-catalogue.js';

export const services = { catalogue: LibraryCatalogue };
