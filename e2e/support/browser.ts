import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';

/** What a browser in a print shop says of itself; every context of a test is opened with it. */
export const SHOP_BROWSER = {
  locale: 'en-IN',
  timezoneId: 'Asia/Kolkata',
} as const satisfies BrowserContextOptions;

const FETCHED = { name: '@sparticuz/chromium', version: '153.0.0' };
const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'browser');

const INSTALLED: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * Starts a headless Chromium: the one CHROME_PATH names, else an installed one, else one fetched into `.cache/browser`.
 * Clerk's script takes an automated browser for a bot and hides its failures from it, so that mark is taken off.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: browserArguments() });
}

export function browserArguments(): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    '--disable-blink-features=AutomationControlled',
    '--disable-gpu',
    `--lang=${SHOP_BROWSER.locale}`,
    // Chromium's sandbox refuses root, as in a container.
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}

export async function browserPath(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which is not there: correct it or unset it.`);
  }
  const installed = INSTALLED[process.platform]?.find((file) => existsSync(file));
  return installed ?? fetchedBrowser();
}

interface FetchedChromium {
  default: { executablePath(): Promise<string> };
}

async function fetchedBrowser(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome, Chromium or Edge was found: install one, or set CHROME_PATH to its program.');
  }
  if (!existsSync(join(CACHE, 'node_modules', FETCHED.name))) install();
  // Makes the package unpack the system libraries a bare machine lacks.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs24.x';
  const entry = createRequire(join(CACHE, 'node_modules', 'entry.js')).resolve(FETCHED.name);
  const fetched = (await import(pathToFileURL(entry).href)) as FetchedChromium;
  return fetched.default.executablePath();
}

function install(): void {
  mkdirSync(CACHE, { recursive: true });
  const wanted = `${FETCHED.name}@${FETCHED.version}`;
  const result = spawnSync(
    'npm',
    ['install', '--prefix', CACHE, '--no-save', '--no-package-lock', '--loglevel=error', wanted],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (result.status === 0) return;
  throw new Error(
    `No browser was found and ${wanted} could not be fetched: install Chrome or set CHROME_PATH.`,
  );
}
