/** What `@Type()` has noted; class-transformer ships it without a declaration at this path. */
declare module 'class-transformer/cjs/storage.js' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage.js';
}
