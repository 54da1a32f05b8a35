import { type Page } from 'playwright-core';

/** What a thumb hits without aiming, in CSS pixels. */
const TARGET = 44;

/** Elements that are pressed; what stands around a field counts for it, as does the label of a hidden radio. */
const PRESSED =
  'a[href], button, select, textarea, input:not(.field input, .code-boxes input, .sr-only), label:has(.sr-only), .field:has(input), .code-boxes, [role=menuitem]';

/** @returns every element that is pressed and too small to be hit by a thumb, with its size */
export async function smallTargetsOn(page: Page): Promise<string[]> {
  return page.evaluate(findSmall, { pressed: PRESSED, target: TARGET });
}

/** @returns by how many pixels the page is wider than its window, with what reaches furthest; empty when it fits */
export async function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(findWide);
}

function findSmall({ pressed, target }: { pressed: string; target: number }): string[] {
  return [...document.querySelectorAll<HTMLElement>(pressed)].flatMap((element) => {
    const { width, height } = element.getBoundingClientRect();
    // Half a pixel is a rounding of rem to the screen.
    const isBigEnough = width >= target - 0.5 && height >= target - 0.5;
    if (isBigEnough || !element.checkVisibility({ visibilityProperty: true })) return [];
    const name = element.getAttribute('aria-label') ?? element.textContent.trim();
    return [`${element.localName} “${name}” is ${Math.round(width)}×${Math.round(height)}`];
  });
}

function findWide(): string[] {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const [widest] = [...document.querySelectorAll<HTMLElement>('body *')]
    .map((element) => ({ element, right: element.getBoundingClientRect().right }))
    .sort((one, other) => other.right - one.right);
  const { localName = '', className = '' } = widest?.element ?? {};
  return [`${page.scrollWidth - page.clientWidth} px too wide: ${localName} ${className}`];
}
