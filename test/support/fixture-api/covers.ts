import { readFile, stat } from 'node:fs/promises';
import { IsInt, IsString } from 'class-validator';
import { MayBeAbsent } from '../../../src/interface/kernel/shapes/optional-rules.js';
import { created } from '../../../src/interface/kernel/declaration/reply.js';
import { route, type Route } from '../../../src/interface/kernel/declaration/route.js';
import { Example, IsText } from '../../../src/interface/kernel/shapes/text-rules.js';

/** The allowed files for the cover of a book. */
export const coverBytes = 300_000;

class CoverForm {
  @IsText(1, 100)
  @Example('Emma')
  title!: string;

  @MayBeAbsent()
  @IsText(0, 200)
  @Example('First edition')
  note?: string;
}

class Cover {
  @IsString()
  @Example('Emma')
  title!: string;

  @IsString()
  @Example('emma.png')
  name!: string;

  @IsString()
  @Example('image/png')
  mediaType!: string;

  @IsInt()
  @Example(5)
  size!: number;

  @IsInt()
  @Example(0)
  pages!: number;

  @IsString()
  @Example('PNG..')
  content!: string;
}

/**
 * An operation that accepts files: one cover, and up to three pages.
 * @param since the first minor of its version
 * @param seen gets the paths of all files before the answer
 */
export function addCover(since: string, seen: (paths: readonly string[]) => void = () => undefined): Route {
  return route({
    operationId: 'addCover',
    method: 'POST',
    path: '/covers',
    since,
    summary: 'Add a cover',
    audience: 'anonymous',
    accepts: {
      form: CoverForm,
      files: {
        cover: { maxFiles: 1, maxFileSize: coverBytes, mediaTypes: ['image/png', 'image/jpeg'] },
        pages: { maxFiles: 3, maxFileSize: 1_000, isOptional: true },
      },
    },
    responds: { 201: Cover },
    handle: async ({ form, files }) => {
      const [cover] = files.cover;
      if (!cover) throw new Error('The check has let a form without a cover pass.');
      const { path, name, mediaType } = cover;
      seen([...files.cover, ...files.pages].map((file) => file.path));
      const { size } = await stat(path);
      const content = (await readFile(path, 'utf8')).slice(0, 20);
      const body = { title: form.title, name, mediaType, size, pages: files.pages.length, content };
      return created(body, '/covers/1');
    },
  });
}
