import type { Guide } from '../../../documentation/discovery/guide.js';
import { html } from '../../../documentation/discovery/html.js';

export const changeUserRole: Guide = {
  id: 'v1-change-user-role',
  title: 'Giving somebody another role: from v1 to v2',
  content: html`<p class="lead">
      <code>PUT /v1/users/{id}/role</code> is deprecated from 1 December 2026, and gone from 1 December 2028.
      <code>PATCH /v2/patrons/{id}</code> takes its place.
    </p>
    <h2>Why</h2>
    <p>
      Two admins who changed the same account at the same time overwrote one another without noticing. In
      <code>/v2</code> a change names the state that it was made from, and a role is a field of the patron
      like any other.
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
If-Match: (the ETag of the answer before)

{"role": "librarian"}</pre>
    <h2>What to change in your code</h2>
    <ul>
      <li>
        Ids: <code>/v2</code> has texts such as <code>patron_…</code> in the place of numbers. They are not
        computed from the number: <code>GET /v2/patrons</code> lists them, with the username and the e-mail
        address that you know from <code>/v1</code>.
      </li>
      <li>
        The change itself: send the <code>ETag</code> of the patron in <code>If-Match</code>. Without it the
        answer is <a href="/docs/problems/request.precondition_required">428</a>; when somebody else was
        faster it is 412, and you read again.
      </li>
      <li>
        The answer: a patron of <code>/v2</code>, with other names of fields than the user of
        <code>/v1</code>.
      </li>
      <li>The right is the same: only admins may do it.</li>
    </ul>
    <h2>After 1 December 2028</h2>
    <p>
      The old address answers <a href="/docs/problems/request.gone">410</a>, and changes nothing. Everything
      else in <code>/v1</code> stays.
    </p>`,
};
