import { Component, afterNextRender, inject, signal } from '@angular/core';
import { Notice } from '../../shared/ui/notice.js';
import { Translator } from '../i18n/translator.js';
import { DeliberateReload } from './deliberate-reload.js';
import { ReleaseWatch } from './release-watch.js';

/** Says quietly that a newer portal is there. It comes when the owner presses, never by itself. */
@Component({
  selector: 'bp-release-notice',
  imports: [Notice],
  host: { class: 'block', role: 'status' },
  template: `
    @if (isNewerReady()) {
      <bp-notice class="mt-4">
        <p>{{ t('release.ready') }}</p>
        <button type="button" class="link" [attr.aria-disabled]="isBusy() ? 'true' : null" (click)="reload()">
          {{ t('release.reload') }}
        </button>
      </bp-notice>
    }
  `,
})
export class ReleaseNotice {
  private readonly watch = inject(ReleaseWatch);
  private readonly departure = inject(DeliberateReload);

  protected readonly t = inject(Translator).t;
  protected readonly isNewerReady = this.watch.isNewerReady;
  protected readonly isBusy = signal(false);

  constructor() {
    afterNextRender(() => this.watch.begin());
  }

  protected async reload(): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.isBusy.set(await this.departure.run());
  }
}
