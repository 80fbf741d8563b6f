import type { Guide } from '../../../documentation/discovery/guide.js';
import { html } from '../../../documentation/discovery/html.js';

export const changeUserRole: Guide = {
  id: 'v1-change-user-role',
  title: 'Changing the role of a user: from v1 to v2',
  content: html`<p class="lead">
      <code>PUT /v1/users/{id}/role</code> is deprecated from 1 December 2026, and gone from 1 December 2028.
      Use <code>PATCH /v2/patrons/{id}</code> instead.
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
    <pre tabindex="0">>`,
};
