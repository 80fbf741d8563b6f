import { createHash } from 'node:crypto';
import { withHeaders, type CompleteResponse } from '../../../kernel/answer/encoded-response.js';
import { copyScript } from './copy-script.js';
import { developerStyle } from './developer-style.js';

interface Asset {
  readonly path: string;
  readonly answer: CompleteResponse;
}

/** A file that the page loads. Its path has a hash of the content, so that it can be cached for ever. */
function asset(ending: 'css' | 'js', content: string): Asset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const mediaType = ending === 'css' ? 'text/css' : 'text/javascript';
  const headers = { 'Cache-Control': 'public, max-age=31536000, immutable' };
  const answer = withHeaders({ status: 200, mediaType, headers, body: content }, true);
  return { path: `/developers/assets/page-${hash}.${ending}`, answer };
}

export const developerAssets = {
  style: asset('css', developerStyle),
  script: asset('js', copyScript),
} as const;
