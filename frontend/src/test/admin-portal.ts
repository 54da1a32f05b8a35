import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { adminRoutes } from '../app/admin.routes.js';
import { Session } from '../app/core/auth/session.js';
import { Translator } from '../app/core/i18n/translator.js';
import { aProfile } from './a-profile.js';
import { FakeClerk } from './fake-clerk.js';
import { settled } from './page-queries.js';
import { providePortal } from './portal.js';

/** The pages of administrators at their addresses, with Asha signed in as one. */
export async function openAdminPage(url: string): Promise<RouterTestingHarness['fixture']> {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'admin', children: adminRoutes }], withComponentInputBinding()),
      ...providePortal(new FakeClerk()),
    ],
  });
  TestBed.inject(Session).open('app-token-of-asha', aProfile({ role: 'admin' }));
  await TestBed.inject(Translator).learn('admin');
  const { fixture } = await RouterTestingHarness.create(url);
  document.body.append(fixture.nativeElement as HTMLElement);
  await settled(fixture);
  return fixture;
}

/** Where the portal is, with its query. */
export function address(): string {
  return TestBed.inject(Router).url;
}

/** The rows of tables as they are read: the text of each cell that is not hidden from who hears. */
export function rowTexts(fixture: ComponentFixture<unknown>, selector: string): string[] {
  const rows = [...(fixture.nativeElement as HTMLElement).querySelectorAll(selector)];
  return rows.map((row) =>
    [...row.querySelectorAll(':scope > :not([aria-hidden=true])')]
      .map((cell) => cell.textContent.replace(/\s+/g, ' ').trim())
      .join(' | '),
  );
}
