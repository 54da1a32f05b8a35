import { Component, computed, inject, signal } from '@angular/core';
import { Notice } from '../../shared/ui/notice.js';
import { Translator } from '../i18n/translator.js';
import { Crash } from './app-error-handler.js';
import { openAfresh } from './open-afresh.js';

/** Says that something broke, and how to go on. */
@Component({
  selector: 'bp-crash-notice',
  imports: [Notice],
  template: `
    @if (report(); as report) {
      <div class="mx-auto max-w-lg p-4">
        <bp-notice tone="alert" role="alert">
          <p class="font-semibold">{{ t(isPage() ? 'crash.pageTitle' : 'crash.title') }}</p>
          <p class="mt-1 text-sm">{{ t(isPage() ? 'crash.pageText' : 'crash.text') }}</p>
          <button type="button" class="link" [disabled]="isTrying()" (click)="goOn(report.url)">
            {{ t(isTrying() ? 'start.trying' : isPage() ? 'common.tryAgain' : 'common.reload') }}
          </button>
        </bp-notice>
      </div>
    }
  `,
})
export class CrashNotice {
  protected readonly report = inject(Crash).report;
  protected readonly t = inject(Translator).t;
  protected readonly isPage = computed(() => this.report()?.kind === 'page');
  protected readonly isTrying = signal(false);

  protected async goOn(url: string): Promise<void> {
    this.isTrying.set(true);
    this.isTrying.set(await openAfresh(url));
  }
}
