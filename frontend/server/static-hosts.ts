import { portalConfig } from './portal-config.ts';
import { type PortalSettings } from './portal-settings.ts';
import { RETIRED_WORKER } from './retired-worker.ts';
import { securityHeaders } from './security-headers.ts';

/** Files with a hash in their name, as regular expressions of nginx and Caddy say it. */
const HASHED =
  '/((chunk|main|polyfills|styles|worker)-[A-Za-z0-9_-]{8}\\.(js|css)|media/[a-z-]+-[A-Za-z0-9_-]{8}\\.woff2)$';
const A_YEAR = 'public, max-age=31536000, immutable';
/** Everything without an ending is a page of the app; a file that is missing must never be answered with one. */
const A_FILE = '\\.[A-Za-z0-9]+$';

/** What other hosts need to serve the portal as our server does, by the name of the host. */
export const STATIC_HOSTS: Record<string, (settings: PortalSettings) => string> = {
  nginx: (settings) => `map $status$uri $portal_cache {
  default no-cache;
  "~^(200|206|304)${HASHED}" "${A_YEAR}";
}
server {
  listen 8080;
  root /srv/portal;
  gzip_static on;
  gzip_vary on;
${lines(securityHeaders(settings), (name, value) => `  add_header ${name} "${value}" always;`)}
  add_header cache-control $portal_cache always;
  location = /config.json {
    default_type application/json;
    return 200 '${JSON.stringify(portalConfig(settings))}';
  }
  location = /manifest.webmanifest { default_type application/manifest+json; }
  location ~ "${A_FILE}" { try_files $uri =404; }
  location / { try_files $uri /index.html; }
}`,

  caddy: (settings) => `:8080 {
  root * /srv/portal
  header {
${lines(securityHeaders(settings), (name, value) => `    ${name} "${value}"`)}
  }
  @hashed {
    path_regexp ^${HASHED}
    file
  }
  @other not {
    path_regexp ^${HASHED}
    file
  }
  header @hashed cache-control "${A_YEAR}"
  header @other cache-control no-cache
  header /config.json content-type application/json
  respond /config.json \`${JSON.stringify(portalConfig(settings))}\`
  @page not path_regexp ${A_FILE}
  rewrite @page /index.html
  file_server {
    precompressed br gzip
  }
}`,

  // No year for hashed names: these hosts answer a missing file with the app, which nobody may keep in its place.
  _headers: (settings) => `/*
${lines(securityHeaders(settings), (name, value) => `  ${name}: ${value}`)}`,

  _redirects: () => '/* /index.html 200',

  'config.json': (settings) => JSON.stringify(portalConfig(settings), null, 2),

  // Instead of the built one it takes the worker away from every browser.
  'service-worker.js': () => RETIRED_WORKER,
};

function lines(headers: Record<string, string>, line: (name: string, value: string) => string): string {
  return Object.entries(headers)
    .map(([name, value]) => line(name, value))
    .join('\n');
}
