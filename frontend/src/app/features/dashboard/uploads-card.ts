import {
  Component,
  DestroyRef,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { type UserProfile } from '#contracts/user.js';
import { ShopDays } from '../../core/i18n/shop-days.js';
import { Translator } from '../../core/i18n/translator.js';
import { Notice } from '../../shared/ui/notice.js';
import { Skeleton } from '../../shared/ui/skeleton.js';
import { FreshQuota } from './fresh-quota.js';

/** From this part of the limit on, the owner is told that it is running out. */
const NEARLY_ALL = 0.8;

/** How much of the month's uploads is used and what their limit is made of, with a word before they run out. */
@Component({
  selector: 'bp-uploads-card',
  imports: [Notice, RouterLink, Skeleton],
  providers: [FreshQuota],
  host: { class: 'sheet block gap-5 p-6 sm:flex' },
  templateUrl: './uploads-card.html',
})
export class UploadsCard {
  private readonly fresh = inject(FreshQuota);
  private readonly days = inject(ShopDays);
  private readonly injector = inject(Injector);
  private readonly life = inject(DestroyRef);
  private readonly limitTitle = viewChild<ElementRef<HTMLElement>>('limitTitle');

  readonly user = input.required<UserProfile>();

  protected readonly translator = inject(Translator);
  protected readonly t = this.translator.t;
  protected readonly isLoading = this.fresh.isLoading;
  /** The quota's figures once they are here; until then what the profile says. */
  protected readonly used = computed(() => this.fresh.quota()?.used ?? this.user().uploadsUsedThisMonth);
  protected readonly limit = computed(() => this.fresh.quota()?.limit ?? this.user().monthlyUploadLimit);
  /** A plan may shrink in mid-month: more may be used than the limit now allows. */
  protected readonly shown = computed(() => Math.min(this.used(), this.limit()));
  protected readonly isFull = computed(() => this.used() >= this.limit());
  protected readonly isNearlyFull = computed(() => this.used() >= this.limit() * NEARLY_ALL);
  protected readonly percent = computed(() => (this.limit() > 0 ? (this.shown() / this.limit()) * 100 : 100));
  protected readonly sentence = computed(() =>
    this.t('dashboard.uploadsOf', {
      used: this.translator.number(this.used()),
      limit: this.translator.number(this.limit()),
    }),
  );
  protected readonly left = computed(() => {
    const left = this.translator.number(this.limit() - this.used());
    if (this.isFull()) return this.fullSentence();
    const day = this.turnsOn();
    return this.isNearlyFull() && day !== null
      ? this.t('dashboard.uploadsFew', { left, day })
      : this.t('dashboard.uploadsLeft', { left });
  });
  protected readonly total = computed(() =>
    this.t('dashboard.uploadsTotal', { total: this.translator.number(this.user().documentsUploaded) }),
  );
  protected readonly parts = computed(() => {
    const parts = this.fresh.quota()?.parts;
    if (!parts) return null;
    const plan = this.t(`dashboard.plans.${parts.plan}`);
    const more = [
      { name: this.t('dashboard.limitParts.referrals'), uploads: parts.referralUploads },
      { name: this.t('dashboard.limitParts.adjustment'), uploads: parts.adjustment },
    ].filter(({ uploads }) => uploads !== 0);
    return [
      {
        name: this.t('dashboard.limitParts.plan', { plan }),
        value: this.translator.number(parts.planUploads),
      },
      ...more.map(({ name, uploads }) => ({ name, value: this.signed(uploads) })),
    ];
  });
  /** Nothing has been answered yet. */
  protected readonly isWaiting = computed(
    () =>
      this.fresh.quota() === null && this.fresh.failure() === null && this.fresh.profileFailure() === null,
  );
  /** The figures are here but not their parts; when nothing comes at all, the page says so already. */
  protected readonly hasNoParts = computed(
    () => this.fresh.failure() !== null && this.fresh.profileFailure() === null && this.parts() === null,
  );

  protected async readAgain(): Promise<void> {
    await this.fresh.read();
    if (this.life.destroyed) return;
    // The button that was pressed is gone once the parts are here; whoever has gone on with the keyboard stays there.
    const take = (): void => {
      if (document.activeElement === document.body) this.limitTitle()?.nativeElement.focus();
    };
    afterNextRender(take, { injector: this.injector });
  }

  private fullSentence(): string {
    const day = this.turnsOn();
    return day === null
      ? this.t('dashboard.uploadsNone')
      : this.t('dashboard.uploadsNoneUntil', { limit: this.translator.number(this.limit()), day });
  }

  /** The server's day, because this device's clock may be wrong; null until it has come. */
  private turnsOn(): string | null {
    const quota = this.fresh.quota();
    return quota && this.days.day(quota.monthTurnsAt);
  }

  private signed(uploads: number): string {
    return `${uploads < 0 ? '−' : '+'}${this.translator.number(Math.abs(uploads))}`;
  }
}
