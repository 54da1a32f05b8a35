import {
  Component,
  type ComponentRef,
  type ElementRef,
  Injector,
  ViewContainerRef,
  afterNextRender,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Crash } from '../../../core/errors/app-error-handler.js';
import { Translator } from '../../../core/i18n/translator.js';
import { KeptInvitation } from '../../../core/invitation/kept-invitation.js';
import { Notice } from '../../../shared/ui/notice.js';
import { type InvitationCard } from './invitation-card.js';

/** Where an invitation is shown or typed. What it takes comes after the page, and only to those who have a code. */
@Component({
  selector: 'bp-invitation-place',
  imports: [Notice],
  host: { class: 'block' },
  template: `
    @if (!isShown()) {
      @if (kept.code(); as code) {
        <bp-notice class="min-h-37 sm:min-h-31">{{ t('invitation.kept', { code }) }}</bp-notice>
      } @else {
        <button #opener type="button" class="link" (click)="open()">{{ t('invitation.have') }}</button>
      }
    }
    <ng-container #place />
  `,
})
export class InvitationPlace {
  private readonly translator = inject(Translator);
  private readonly injector = inject(Injector);
  private readonly crash = inject(Crash);
  private readonly place = viewChild.required('place', { read: ViewContainerRef });
  private readonly opener = viewChild<ElementRef<HTMLButtonElement>>('opener');

  protected readonly kept = inject(KeptInvitation);
  protected readonly t = this.translator.t;
  protected readonly isShown = signal(false);

  constructor() {
    afterNextRender(() => {
      if (this.kept.code() !== null) void this.show();
    });
  }

  protected async open(): Promise<void> {
    const card = await this.show();
    if (card === null) this.crash.noteLostCode();
    else afterNextRender(() => card.focus(), { injector: this.injector });
  }

  /** @returns null when it does not arrive; a code that is kept is then said to be kept, and no more */
  private async show(): Promise<InvitationCard | null> {
    try {
      const [card] = await Promise.all([import('../later-steps.js'), this.translator.learn('invitation')]);
      // Two presses may have asked for it.
      this.place().clear();
      const shown = this.place().createComponent(card.InvitationCard);
      shown.instance.closed.subscribe(() => this.close(shown));
      this.isShown.set(true);
      return shown.instance;
    } catch {
      // The connection was cut; to whoever asked for it that is told.
      return null;
    }
  }

  private close(card: ComponentRef<InvitationCard>): void {
    card.destroy();
    this.isShown.set(false);
    afterNextRender(() => this.opener()?.nativeElement.focus(), { injector: this.injector });
  }
}
