import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Page } from 'playwright-core';
import { DashboardPage } from '../pages/dashboard-page.ts';
import { eventually } from '../support/eventually.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { Journeys } from '../support/journey.ts';
import { type Visitor } from '../support/visitor.ts';
import { writeAsMarkup } from '../support/written-as-markup.ts';

let journeys: Journeys;

beforeAll(async () => {
  journeys = await Journeys.begin();
});
afterAll(() => journeys.end());

async function visitorAt(path: string): Promise<Visitor> {
  const visitor = await journeys.visitor();
  await visitor.page.goto(path);
  return visitor;
}

const ran = ({ complaints }: Visitor): string[] => complaints.filter((one) => one.includes('called alert'));

/** How many of the ways from a text to code or markup take it. */
function openSinks(page: Page, text: string): Promise<string[]> {
  return page.evaluate((hostile) => {
    const element = document.body.appendChild(document.createElement('div'));
    const sinks: Record<string, () => unknown> = {
      innerHTML: () => (element.innerHTML = hostile),
      outerHTML: () => (element.outerHTML = hostile),
      insertAdjacentHTML: () => element.insertAdjacentHTML('beforeend', hostile),
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- an attacker does not mind
      write: () => document.write(hostile),
      createContextualFragment: () => document.createRange().createContextualFragment(hostile),
      parseFromString: () => new DOMParser().parseFromString(hostile, 'text/html'),
      srcdoc: () => (document.createElement('iframe').srcdoc = hostile),
      scriptSource: () => (document.createElement('script').src = hostile),
      scriptText: () => (document.createElement('script').text = hostile),
      handler: () => element.setAttribute('onclick', hostile),
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- that is the sink
      timer: () => setTimeout(hostile as never),
      worker: () => new Worker(hostile),
    };
    const open = Object.entries(sinks).filter(([, pour]) => {
      try {
        pour();
        return true;
      } catch {
        // Refused, as it should be.
        return false;
      }
    });
    element.remove();
    return open.map(([name]) => name);
  }, text);
}

describe('the policy of the portal', () => {
  it('keeps texts from running that have become markup, which run without it', async () => {
    const answer = await fetch(journeys.product.portalUrl);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const [bare, shielded] = [await visitorAt('/healthz'), await visitorAt('/healthz')];

    await writeAsMarkup(bare, HOSTILE_TEXTS, '');
    // Framed by their own origin alone, so that one page can hold them all.
    const framed = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
    await writeAsMarkup(shielded, HOSTILE_TEXTS, framed);

    expect(ran(bare).length).toBeGreaterThan(100);
    expect(ran(shielded)).toEqual([]);
    await journeys.everybodyLeaves();
  }, 120_000);

  it('lets no text become code or markup in the page that holds the token', async () => {
    const { page } = await journeys.owner(journeys.newNumber());
    const open: Record<string, string[]> = {};
    for (const text of HOSTILE_TEXTS) {
      const sinks = await openSinks(page, text);
      if (sinks.length > 0) open[text] = sinks;
    }
    expect(open).toEqual({});
    await journeys.everybodyLeaves();
  });

  it('lets no other site frame the portal, nor the docs of the API', async () => {
    const { portalUrl, apiUrl } = journeys.product;
    const framed = [`${portalUrl}/`, `${portalUrl}/auth/login`, `${portalUrl}/config.json`, `${apiUrl}/docs`];
    const elsewhere = createServer((_request, answer) => {
      answer.setHeader('content-type', 'text/html');
      answer.end(framed.map((url) => `<iframe src="${url}"></iframe>`).join(''));
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));

    const { page } = await journeys.visitor();
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    try {
      await eventually(() => {
        const [, ...frames] = page.frames();
        expect(frames.map((frame) => frame.url())).toEqual(framed.map(() => 'chrome-error://chromewebdata/'));
        return Promise.resolve();
      });
    } finally {
      elsewhere.close();
      elsewhere.closeAllConnections();
    }
    await journeys.everybodyLeaves();
  });
});

describe('the watch over every journey', () => {
  it('notices what is against the rules', async () => {
    const phone = journeys.newNumber();
    const { page } = await journeys.owner(phone);
    const code = await journeys.product.newestCode(phone);
    await page.evaluate(
      async ([number, digits]) => {
        const { token } = JSON.parse(localStorage.getItem('bharatprint.session') ?? '{}') as {
          token: string;
        };
        alert('x');
        // eslint-disable-next-line no-console -- what no page may do
        console.info(token);
        history.replaceState(null, '', `/dashboard?phone=${encodeURIComponent(number)}`);
        await fetch(`/healthz?code=${digits}`, { headers: { authorization: `Bearer ${token}` } });
        await fetch('https://evil.example/').catch(() => 'refused');
        document.body.append(Object.assign(document.createElement('p'), { style: 'x' }));
        document.body.lastElementChild?.setAttribute('style', 'color:red');
      },
      [phone, code] as const,
    );
    await new DashboardPage(page).greeting.waitFor();

    const complaints = (await journeys.everybodyLeaves()).join('\n');
    for (const notice of [
      /a page called alert/,
      /The console holds a token/,
      /The address bar holds a phone number/,
      /The address of \/healthz holds a code/,
      /The referrer of \/healthz holds a phone number/,
      /\/healthz was sent an Authorization header/,
      /connect-src refused https:\/\/evil\.example/,
      /style-src-attr refused inline/,
    ])
      expect(complaints).toMatch(notice);
  });
});
