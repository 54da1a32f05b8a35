import { type Route } from 'playwright-core';
import { type Visitor } from './visitor.ts';

/**
 * Opens each text in a document of its own, as if a page had written it where markup, attributes and addresses stand,
 * and sets off what waits for its reader. All of them are frames of one page: a page for each would take minutes.
 * @param policy of those documents
 */
export async function writeAsMarkup(
  { context, page }: Visitor,
  texts: readonly string[],
  policy: string,
): Promise<void> {
  const portal = new URL(page.url()).origin;
  // Where they want to lead is told by the asking alone.
  await context.route(
    (url) => url.origin !== portal,
    (route) => route.abort(),
  );
  await context.route('**/written', (route) => answer(route, '', frames(texts.length)));
  await context.route('**/written/*', (route) => {
    const text = texts[Number(route.request().url().split('/').at(-1))] ?? '';
    return answer(route, policy, documentWith(text));
  });
  // Some never end loading what is refused them.
  await page.goto('/written', { waitUntil: 'domcontentloaded' });
  await page.evaluate(setOff);
}

function answer(route: Route, policy: string, body: string): Promise<void> {
  return route.fulfill({
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(policy !== '' && { 'content-security-policy': policy }),
    },
    body: `<!doctype html>${body}`,
  });
}

function frames(count: number): string {
  return Array.from({ length: count }, (_, place) => `<iframe src="/written/${place}"></iframe>`).join('');
}

function documentWith(text: string): string {
  return `<div>${text}</div><p title="${text}"></p><p title='${text}'></p><a href="${text}">Order</a>`;
}

/** Does in every frame what a reader would: points, types, presses. */
async function setOff(): Promise<void> {
  const deeds = ['focus', 'mouseover', 'pointerenter', 'input', 'dragstart', 'keydown', 'submit'];
  const frames = [...document.querySelectorAll('iframe')];
  const isThere = ({ contentDocument }: HTMLIFrameElement): boolean =>
    contentDocument?.readyState !== 'loading' && contentDocument?.URL !== 'about:blank';
  for (let patience = 30; patience > 0 && !frames.every(isThere); patience -= 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  for (const { contentDocument } of frames) {
    // Null where a text has led its frame elsewhere.
    for (const element of contentDocument?.querySelectorAll('body *') ?? []) {
      for (const deed of deeds) element.dispatchEvent(new Event(deed, { cancelable: true }));
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
  }
  // The addresses of scripts are followed after the press.
  await new Promise((resolve) => setTimeout(resolve, 250));
}
