// What the dev server passes on: Clerk's calls to the stand-in, the settings to the portal's own server.
const { CLERK_PROXY_TARGET, PORTAL_SERVER_URL } = process.env;

export default {
  ...(CLERK_PROXY_TARGET && { '/__clerk': { target: CLERK_PROXY_TARGET } }),
  '/config.json': { target: PORTAL_SERVER_URL ?? 'http://127.0.0.1:3001' },
};
