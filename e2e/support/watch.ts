import { type BrowserContext, type Page, type Request, type Response } from 'playwright-core';
import { type Secrets } from './secrets.ts';

/** Whom a page of the product may speak to. */
export interface Origins {
  portal: string;
  api: string;
  standIn: string;
}

const REPORT = 'Watched:';

/**
 * Follows everything a browser does: what its pages run and complain about, whom they ask, and what they say in
 * addresses. Whatever is against the rules of docs/security-headers.md becomes a complaint.
 */
export class Watch {
  readonly complaints: string[] = [];
  private readonly origins: Origins;
  private readonly secrets: Secrets;

  private constructor(origins: Origins, secrets: Secrets) {
    this.origins = origins;
    this.secrets = secrets;
  }

  static async over(context: BrowserContext, origins: Origins, secrets: Secrets): Promise<Watch> {
    const watch = new Watch(origins, secrets);
    context.on('page', (page) => watch.follow(page));
    context.on('request', (request) => watch.judgeRequest(request));
    context.on('response', (response) => watch.judgeResponse(response));
    await context.addInitScript(reportFromWithin, REPORT);
    return watch;
  }

  private follow(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.judgeAddress(frame.url(), 'The address bar');
    });
    page.on('console', (message) => {
      const text = message.text();
      if (text.startsWith(REPORT) || /Content Security Policy|Trusted(?:Script|HTML)/.test(text))
        this.complaints.push(text);
      this.judgeAddress(text, 'The console');
    });
  }

  private judgeRequest(request: Request): void {
    const { protocol, origin, pathname } = new URL(request.url());
    if (!/^(?:http|ws)s?:$/.test(protocol)) return;
    if (!Object.values(this.origins).includes(origin)) this.complaints.push(`A page asked ${origin}`);
    // The stand-in's inbox is a phone: its page asks for the messages of a number.
    if (origin !== this.origins.standIn) this.judgeAddress(request.url(), `The address of ${pathname}`);
    const { referer, authorization } = request.headers();
    this.judgeAddress(referer ?? '', `The referrer of ${pathname}`);
    if (authorization !== undefined && origin !== this.origins.api)
      this.complaints.push(`${origin}${pathname} was sent an Authorization header`);
  }

  private judgeResponse(response: Response): void {
    const { origin, pathname } = new URL(response.url());
    if (origin === this.origins.api && response.headers()['cache-control'] !== 'no-store')
      this.complaints.push(`${pathname} may be kept by a cache`);
  }

  private judgeAddress(text: string, place: string): void {
    for (const secret of this.secrets.in(text)) this.complaints.push(`${place} holds ${secret}`);
  }
}

/* eslint-disable no-console -- the console is the way out of a page. */
/** Runs in every frame before its own scripts; the browser puts it there, so no policy of the page applies to it. */
function reportFromWithin(report: string): void {
  for (const name of ['alert', 'confirm', 'prompt'] as const)
    globalThis[name] = () => {
      console.error(`${report} a page called ${name}()`);
      return null as never;
    };
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
    console.error(`${report} ${effectiveDirective} refused ${blockedURI} ${sample}`);
  });
}
