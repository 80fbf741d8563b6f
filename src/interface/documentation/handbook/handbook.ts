import type { MountedVersion } from '../../kernel/declaration/version.js';
import type { Guide } from '../discovery/guide.js';
import { always, htmlAnswer, once, redirect, type Page } from '../discovery/page-answers.js';
import { searchPath } from '../discovery/page.js';
import type { AdviceByCode } from '../problems/advice.js';
import { docsPage } from './docs-page.js';
import { DocumentedApi } from './documented-api.js';
import { operationPages } from './operation-pages.js';
import { readQuery, searchIn } from './search.js';
import { searchPage } from './search-page.js';
import { topicsOf } from './topics.js';

export interface HandbookParts {
  readonly versions: readonly MountedVersion[];
  /** The APIs beside the majors. */
  readonly standalone: readonly MountedVersion[];
  readonly guides: readonly Guide[];
  /** Of the features, on the codes that they own. */
  readonly advice: AdviceByCode;
  /** The URL of the service, for the samples. */
  readonly address: string;
}

/** The first page of the documentation, the pages of the operations, the search, and old names that lead there. */
export function handbook(parts: HandbookParts): ReadonlyMap<string, Page> {
  const majors = parts.versions.map((each) => new DocumentedApi(each)).toReversed();
  const apis = [...majors, ...parts.standalone.map((each) => new DocumentedApi(each))];
  const operations = apis.flatMap((api) => [...operationPages(api, parts.address)]);
  return new Map<string, Page>([
    ['/docs', once(async () => htmlAnswer(docsPage(parts.guides, apis)))],
    [searchPath, searching(parts, apis)],
    ...operations.map(([path, text]) => [path, once(async () => htmlAnswer(await text()))] as const),
    ...redirects(majors),
  ]);
}

function searching({ guides, advice }: HandbookParts, apis: readonly DocumentedApi[]): Page {
  let find: Promise<ReturnType<typeof searchIn>> | undefined;
  return async (ctx) => {
    find ??= topicsOf(guides, apis, advice).then(searchIn);
    const query = readQuery(ctx.query['q']);
    return htmlAnswer(searchPage(query, (await find)(query)));
  };
}

/** Where people and programs look for documentation by habit. */
const pages = ['/api/docs', '/api-docs', '/swagger', '/docs/operations'];
const documents = ['/swagger.json', '/openapi.json', '/api-docs.json'];

/** @param majors the newest first. A document is that of the newest one that has no end: a new client takes it. */
function redirects(majors: readonly DocumentedApi[]): (readonly [string, Page])[] {
  const newest = majors.find(({ mounted }) => !mounted.version.lifecycle) ?? majors[0];
  return [
    ...pages.map((path) => [path, always(redirect('/docs'))] as const),
    ...(newest
      ? documents.map(
          (path) => [path, always(redirect(`${newest.home}/openapi/${newest.minor}.json`))] as const,
        )
      : []),
  ];
}
