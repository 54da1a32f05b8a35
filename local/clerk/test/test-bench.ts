import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClerkClient, verifyToken } from '@clerk/backend';
import { type Page } from 'playwright-core';
import { launchBrowser } from '../../../e2e/support/browser.ts';
import { startClerk, type ClerkOptions, type RunningClerk } from '../server.ts';
import { BrowserPool } from './browser-pool.ts';
import { type ClerkJsBuild } from './clerk-js-builds.ts';
import { startTestPortal, type TestPortal } from './test-portal.ts';
import { Visitor } from './visitor.ts';

/** Numbers nobody has used yet, so that tests never meet. */
let lastNumber = 9_876_500_000;

export function freshNumber(): string {
  lastNumber += 1;
  return `+91${lastNumber}`;
}

/** The stand-in, a portal in front of it, a browser, and the real backend SDK. */
export class TestBench {
  clerk: RunningClerk;
  readonly portal: TestPortal;
  private readonly browsers: BrowserPool;
  private readonly dataDir: string;

  private constructor(parts: {
    clerk: RunningClerk;
    portal: TestPortal;
    browsers: BrowserPool;
    dataDir: string;
  }) {
    this.clerk = parts.clerk;
    this.portal = parts.portal;
    this.browsers = parts.browsers;
    this.dataDir = parts.dataDir;
  }

  static async open(build: ClerkJsBuild): Promise<TestBench> {
    const dataDir = mkdtempSync(join(tmpdir(), 'clerk-'));
    const clerk = await startClerk({ port: 0, dataDir });
    const browsers = new BrowserPool(await launchBrowser());
    let bench: TestBench | null = null;
    const portal = await startTestPortal(build, clerk.publishableKey, () => (bench?.clerk ?? clerk).port);
    bench = new TestBench({ clerk, portal, browsers, dataDir });
    await bench.reset();
    return bench;
  }

  async close(): Promise<void> {
    await this.browsers.close();
    await this.portal.stop();
    await this.clerk.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** An empty instance with the usual knobs, and no browser window left open. */
  async reset(): Promise<void> {
    await this.browsers.takeBack();
    this.clerk.reset();
    this.clerk.change({
      portalOrigins: [this.portal.origin],
      createsPer10Seconds: 0,
      attemptsPer10Seconds: 0,
    });
  }

  /** Calls one of the developer's routes. */
  async post(path: string, body: object): Promise<void> {
    const answer = await fetch(`${this.clerk.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  }

  /** Stops the stand-in and starts it on the same data, elsewhere. */
  async restart(options: ClerkOptions = {}): Promise<void> {
    await this.clerk.stop();
    this.clerk = await startClerk({
      port: 0,
      dataDir: this.dataDir,
      portalOrigins: [this.portal.origin],
      ...options,
    });
  }

  /** Somebody with a browser of the own, at the portal. */
  async visitor(): Promise<Visitor> {
    return this.visitorAt(await this.browsers.lend());
  }

  /** The same person in a second tab. */
  async secondTab(visitor: Visitor): Promise<Visitor> {
    return this.visitorAt(await visitor.page.context().newPage());
  }

  private visitorAt(page: Page): Promise<Visitor> {
    return Visitor.at(page, this.portal.origin, (phoneNumber) => this.newestCode(phoneNumber));
  }

  newestCode(phoneNumber: string): string {
    const newest = this.clerk.messages(phoneNumber)[0];
    if (newest === undefined) throw new Error(`no code was sent to ${phoneNumber}`);
    return newest.code;
  }

  wrongCode(phoneNumber: string): string {
    return this.newestCode(phoneNumber) === '000000' ? '111111' : '000000';
  }

  backend(): ReturnType<typeof createClerkClient> {
    const { secretKey, publishableKey, url } = this.clerk;
    return createClerkClient({ secretKey, publishableKey, apiUrl: url, telemetry: { disabled: true } });
  }

  /** Verifies a session token as the API does: by the stand-in's keys, its issuer and the portal's origin. */
  verify(token: string): ReturnType<typeof verifyToken> {
    return verifyToken(token, {
      secretKey: this.clerk.secretKey,
      apiUrl: this.clerk.url,
      authorizedParties: [this.portal.origin],
      issuer: this.clerk.issuer,
      skipJwksCache: true,
    });
  }
}
