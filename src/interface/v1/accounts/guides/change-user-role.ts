import type { Guide } from '../../../documentation/discovery/guide.js';
import { html } from '../../../documentation/discovery/html.js';

export const changeUserRole: Guide = {
  id: 'v1-change-user-role',
  title: 'Changing the role of a user: from v1 to v2',
  updated: '2026-11-30',
  content: html`<p class="lead">
      <code>PUT /v1/users/{id}/role</code> is deprecated from 1 December 2026, and its sunset is on 1 December
      2028. Use <code>PATCH /v2/patrons/{id}</code> instead.
    </p>
    <h2>Why</h2>
    <p>
      In <code>/v1</code>, two admins who change the same account at the same time overwrite each other
      without noticing. In <code>/v2</code> an update names the state that it is based on, and the role is an
      ordinary field of the patron.
    </p>
    <h2>Before</h2>
    <pre tabindex="0">
PUT /v1/users/7/role
Content-Type: application/json

{"role": "librarian"}</pre>
    <h2>After</h2>
    <pre tabindex="0">
GET /v2/patrons/{id}

PATCH /v2/patrons/{id}
Content-Type: application/merge-patch+json
If-Match: (the ETag of the first answer)

{"role": "librarian"}</pre>
    <h2>What to change in your code</h2>
    <ul>
      <li>
        Ids: <code>/v2</code> uses strings such as <code>patron_…</code> instead of numbers. You cannot
        compute them from the numbers. Ask for minor 1.2 (<code>API-Version: 1.2</code>): each user, book and
        loan of <code>/v1</code> then has its id in <code>/v2</code>, too, in <code>v2_id</code>. Each answer
        of the old operation also has the header <code>Link</code>, whose
        <code>rel="successor-version"</code> is the address of the same patron in <code>/v2</code>.
      </li>
      <li>
        Request: send the <code>ETag</code> of the patron in <code>If-Match</code>. Without it the answer is
        <a href="/docs/problems/request.precondition_required">428</a>. If somebody else has changed the
        patron in the meantime, the answer is <a href="/docs/problems/accounts.patron_changed">412</a>, and
        you must read the patron again.
      </li>
      <li>
        Answer: it is a patron of <code>/v2</code>, whose field names differ from those of a user of
        <code>/v1</code>.
      </li>
      <li>
        Permission: as before, only admins may change a role. Librarians can use the new operation for other
        fields; with <code>role</code> they get <a href="/docs/problems/accounts.role_needs_admin">403</a>.
      </li>
      <li>Token: nothing changes. A token of <code>/v1</code> is valid in <code>/v2</code>, too.</li>
    </ul>
    <h2>From 1 December 2028 on</h2>
    <p>
      From this day on, the old address can answer
      <a href="/docs/problems/request.gone">410</a>; such a request changes nothing. All other operations of
      <code>/v1</code> stay.
    </p>`,
};
