import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { RetryNotice } from './retry-notice.js';

@Component({
  imports: [RetryNotice],
  template: `
    <h1 tabindex="-1">Dashboard</h1>
    <bp-retry-notice
      [title]="title()"
      text="Our server cannot be reached."
      label="Try again"
      [isBusy]="isBusy()"
      (again)="asked.set(asked() + 1)"
    />
  `,
})
class SomePage {
  readonly title = signal<string | null>(null);
  readonly isBusy = signal(false);
  readonly asked = signal(0);
}

let page: ComponentFixture<SomePage>;

beforeEach(() => {
  page = TestBed.createComponent(SomePage);
  document.body.append(page.nativeElement as HTMLElement);
  page.detectChanges();
});
afterEach(() => page.destroy());

const region = (): HTMLElement => document.querySelector<HTMLElement>('[role=status]')!;
const button = (): HTMLButtonElement => region().querySelector('button')!;

async function fail(): Promise<void> {
  page.componentInstance.title.set('Showing what we last knew');
  await page.whenStable();
}

describe(RetryNotice.name, () => {
  it('is a status that is there before it has anything to say', async () => {
    expect(region().textContent.trim()).toBe('');
    await fail();
    expect(region().textContent).toContain('Our server cannot be reached.');
  });

  it('keeps its words and the focus while it asks, and asks once', async () => {
    await fail();
    button().focus();
    button().click();
    expect(page.componentInstance.asked()).toBe(1);
    const said = region().textContent;
    page.componentInstance.isBusy.set(true);
    await page.whenStable();
    expect(region().textContent.trim()).toBe(said.trim());
    expect(document.activeElement).toBe(button());
    expect(button().getAttribute('aria-disabled')).toBe('true');
    button().click();
    expect(page.componentInstance.asked()).toBe(1);
  });

  it('leaves the focus on the heading when it goes with the button that had it, and else where it is', async () => {
    await fail();
    button().focus();
    page.componentInstance.title.set(null);
    await page.whenStable();
    expect(document.activeElement?.tagName).toBe('H1');

    await fail();
    (document.activeElement as HTMLElement).blur();
    page.componentInstance.title.set(null);
    await page.whenStable();
    expect(document.activeElement).toBe(document.body);
  });
});
