/** The first thing a reader of the API sees. Swagger UI and others render it as Markdown. */
export const API_DESCRIPTION = `Accounts of Indian print shops.

### Calling it
1. The browser signs in at Clerk with a phone number and a code, and gets a **session token** that lives a minute.
2. \`POST /auth/verify-clerk-token\` exchanges it for the **app token**, valid for 24 hours.
3. Every other closed route wants \`Authorization: Bearer <app token>\`. Here: press **Authorize** and paste it under
   \`bearer\`. Get one from the portal's account menu, or with \`npm run admin:token\` on a laptop.

The role is read from the database with each request, so a token never grants more than its owner may do now.

### Answers
JSON in camelCase; times are ISO 8601 in UTC; phone numbers are \`+91\` and ten digits. Every answer carries
\`X-Request-Id\`: quote it when you report a fault. A request may bring its own (8 to 64 letters, digits, \`.\`, \`_\`, \`-\`).

### Refusals
RFC 9457 \`application/problem+json\`: \`{ type, title, status, code, requestId, errors? }\`. Decide by \`code\`, never by
\`title\`. \`errors\` lists \`{ field, code }\` for each field at fault. Unknown fields are refused, text is trimmed, control
characters are refused, and a body may have 64 KiB.

| status | means |
|---|---|
| 400 | unreadable, or a field is wrong |
| 401 | no token, or one that is expired, ended or not ours; always the same body |
| 403 | known, but not allowed |
| 404 | not there, or not yours |
| 409 | conflicts with the present state |
| 413, 415 | too large, or no JSON |
| 429 | too many requests, or the month's uploads are used up: wait \`Retry-After\` seconds |
| 503 | something we depend on is down: try again after \`Retry-After\` seconds |

### Rate limits
120 requests a minute for each signed-in user. The exchange: 5 a minute for each Clerk user, and 10 refused tokens a minute
from one address. A look-up of a referral code: 20 a minute from one address. Redeeming one:
20 tries a minute for each user.

### Lists
Cursor-paged: \`?limit\` (1 to 100, 25 when absent) and \`?cursor\`. The answer is \`{ items, nextCursor }\`; send \`nextCursor\`
as \`cursor\` to go on, until it is \`null\`. A cursor is opaque.`;

/** The groups of routes, in the order in which somebody new needs them. */
export const API_TAGS: readonly { name: string; description: string }[] = [
  { name: 'Auth', description: 'Signing in, and ending what is signed in' },
  { name: 'Users', description: "The caller's own account" },
  { name: 'Referrals', description: 'Codes, who came through them, and what it earned' },
  { name: 'Quota', description: 'Uploads counted against the month, which turns at midnight in India' },
  { name: 'Admin', description: "Other people's accounts: for admins, and every change is audited" },
  { name: 'Webhooks', description: "What Clerk's cloud tells us, signed" },
  { name: 'Health', description: 'For load balancers and orchestrators' },
];
