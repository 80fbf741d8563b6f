import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { operation } from '../../../kernel/declaration/additions.js';

export const sunsetConsents: ContractChange = {
  id: 'v2-sunset-consents',
  minor: '2.3',
  title:
    '`GET /v2/me/deprecations` shows what my clients call that will go away, and a sunset is agreed to or put off with ' +
    '`POST /v2/me/deprecations/{id}/consents`.',
  why:
    'A sunset is held while somebody calls who has not agreed to it. With a consent it takes place on its day, and with ' +
    'an extension a client gets up to 90 days more.',
  adds: [operation('listMyDeprecations'), operation('consentToSunset')],
};
