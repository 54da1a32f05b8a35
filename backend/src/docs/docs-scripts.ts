import { SESSION_PATH } from './docs-paths.js';

/** Of the sign-in page. It leads nowhere but to the page it is on, so there is no address for anybody to choose. */
export const SIGN_IN_SCRIPT = `
const form = document.querySelector('form');
const notice = document.querySelector('[role=alert]');
const SENTENCES = {
  'auth.unauthorized': 'This token is expired or not of this deployment. Take a fresh one.',
  'access.forbidden': 'This token is no administrator’s.',
  'request.rate_limited': 'Too many tries. Wait a minute.',
};
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  notice.textContent = '';
  const token = new FormData(form).get('token').trim();
  try {
    const answer = await fetch('${SESSION_PATH}', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) return location.reload();
    const problem = await answer.json();
    notice.textContent = SENTENCES[problem.code] ?? problem.title;
  } catch {
    notice.textContent = 'The API does not answer. Try again.';
  }
});
`;

/** Beside Swagger UI: closes the docs and forgets the token that "Authorize" keeps. */
export const LEAVE_SCRIPT = `
const leave = document.createElement('button');
leave.id = 'leave';
leave.type = 'button';
leave.textContent = 'Close the docs in this browser';
leave.addEventListener('click', async () => {
  await fetch('${SESSION_PATH}', { method: 'DELETE' });
  localStorage.removeItem('authorized');
  location.reload();
});
document.body.append(leave);
`;
