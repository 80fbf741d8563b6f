import { readAs, type HotRequest } from './hot-request.js';

const request = (title: string, by: readonly string[], path: string): HotRequest =>
  readAs(
    `operators: ${title}`,
    by,
    (_, turn) => `/ops/v1${path}${path.includes('?') ? '&' : '?'}limit=${1 + (turn % 40)}`,
    ({ operator }) => operator,
  );

/** What was counted is read by its time, or by its client; mails by their order. */
export const operatorRequests: readonly HotRequest[] = [
  request('clients with their calls of a week', ['usage_hour_age', 'usage_day_age'], '/consumers?days=7'),
  request('calls of a week', ['usage_hour_age', 'usage_day_age'], '/usage?days=7'),
  readAs(
    'operators: one client with its calls of a year',
    ['usage_hour_(pkey|age)', 'usage_day_(pkey|age)'],
    (_, turn) => `/ops/v1/consumers/${1 + (turn % 100)}?days=365`,
    ({ operator }) => operator,
  ),
  request('mails to the owners of clients', ['lifecycle_mail_pkey'], '/client-mails'),
  request('owners who were not told', ['lifecycle_mail_open'], '/client-mails?state=untold'),
];
