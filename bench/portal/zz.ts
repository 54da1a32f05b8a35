import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { freePort } from '../../local/stack/ports.ts';
import { browserArguments, browserPath } from '../../e2e/support/browser.ts';
import { startProduct } from '../../e2e/support/product.ts';
import { fetchLighthouse } from './lighthouse.ts';
import { DashboardPage } from '../../e2e/pages/dashboard-page.ts';
import { ShopPage } from '../../e2e/pages/shop-page.ts';
import { SignInPage } from '../../e2e/pages/sign-in-page.ts';
const product = await startProduct();
const lighthouse: any = await fetchLighthouse();
const profile = await mkdtemp(join(tmpdir(), 'bp-')); const port = await freePort();
const context = await chromium.launchPersistentContext(profile, { executablePath: await browserPath(), args: [...browserArguments(), `--remote-debugging-port=${port}`] });
const paths = process.argv.slice(2);
if (paths.some((p) => !p.startsWith('/auth'))) {
  const page = await context.newPage(); const signIn = new SignInPage(page);
  await signIn.askForCode(`${product.portalUrl}/auth/login`, '+919876543210'); await signIn.typeCode(await product.newestCode('+919876543210'));
  const shop = new ShopPage(page); await shop.heading.waitFor(); await shop.fill({ shopName: 'Sharma Prints', pincode: '302001', city: 'Jaipur' }); await shop.save(); await new DashboardPage(page).limitParts.waitFor(); await page.close();
}
for (const path of paths) {
  const { lhr } = await lighthouse(product.portalUrl + path, { port, logLevel: 'error', onlyCategories: ['performance'] });
  console.log('=====', path, lhr.categories.performance.score);
  for (const id of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index']) console.log(id, lhr.audits[id].numericValue?.toFixed(3), lhr.audits[id].score);
  const a = lhr.audits;
  console.log(JSON.stringify(a['layout-shifts']?.details?.items?.map((x: any) => [x.score, x.node?.selector, x.node?.snippet, x.node?.boundingRect, x.subItems?.items?.map((y: any) => y.cause)]), null, 0));
  console.log(JSON.stringify(a['cls-culprits-insight']?.details, null, 0)?.slice(0, 1500));
  console.log('LCP', JSON.stringify(a['lcp-breakdown-insight']?.details?.items)?.slice(0, 1500));
  console.log('LONG', JSON.stringify(a['long-tasks']?.details?.items?.map((x: any) => [x.url.split('/').slice(-2).join('/'), x.startTime, x.duration])));
  console.log('BOOT', JSON.stringify(a['bootup-time']?.details?.items?.map((x: any) => [x.url.split('/').slice(-2).join('/'), x.total, x.scripting, x.scriptParseCompile])));
  console.log('MAIN', JSON.stringify(a['mainthread-work-breakdown']?.details?.items?.map((x: any) => [x.group, x.duration])));
  console.log('NET', a['network-requests']?.details?.items?.map((x: any) => [x.url.replace(/https?:\/\/[^/]+/, (o: string) => o.slice(-6)).slice(0, 70), Math.round(x.networkRequestTime), Math.round(x.networkEndTime), x.transferSize, x.priority].join(' ')).join('\n'));
}
await context.close(); await product.stop(); process.exit(0);
