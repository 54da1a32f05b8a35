import { SIGN_IN_SCRIPT_PATH } from './docs-paths.js';

/** What somebody without an admin's cookie sees at `/docs`. In English, as the docs are. */
export const SIGN_IN_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>BharatPrint API: sign in</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { display: grid; min-height: 100dvh; margin: 0; place-items: center; }
  main { box-sizing: border-box; width: min(34rem, 100%); padding: 1.5rem; }
  h1 { margin: 0 0 .5rem; font-size: 1.375rem; }
  label { display: block; margin: 1.25rem 0 .375rem; font-weight: 600; }
  input { box-sizing: border-box; width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid #767676; border-radius: .5rem; font: inherit; }
  button { min-height: 2.75rem; margin-top: 1rem; padding: .5rem 1.25rem; border: 0; border-radius: .5rem; background: #1d4ed8; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
  [role=alert] { min-height: 1.5rem; margin: 1rem 0 0; color: light-dark(#b91c1c, #fca5a5); }
</style>
</head>
<body>
<main>
  <h1>BharatPrint API</h1>
  <p>The docs of this deployment are for administrators. Copy your token from the account menu of the portal. It opens
  them in this browser for half an hour.</p>
  <form>
    <label for="token">Your token</label>
    <input id="token" name="token" type="password" autocomplete="off" required autofocus>
    <button>Open the docs</button>
    <p role="alert"></p>
  </form>
</main>
<script src="${SIGN_IN_SCRIPT_PATH}" defer></script>
</body>
</html>
`;
