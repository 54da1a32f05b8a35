import { Component, computed, inject, input } from '@angular/core';
import { PLAN_UPLOADS } from '#contracts/quota.js';
import { REWARD_UPLOADS } from '#contracts/referral.js';
import { Translator } from '../../core/i18n/translator.js';
import { BrandMark } from '../../shared/ui/brand-mark.js';
import { QrCode } from '../../shared/ui/qr-code.js';
import { shortLink } from './share-links.js';

/** Longer ones are set smaller, so that they stay on two lines. */
const LONG_NAME = 32;

/**
 * One sheet of A4 or A5, portrait. Both have one shape, so all in it is measured by the sheet's width (cqw) and looks the
 * same on the screen, on either paper and in a PDF; styles.css gives the paper its size.
 */
@Component({
  selector: 'bp-poster',
  imports: [BrandMark, QrCode],
  host: { class: 'block' },
  templateUrl: './poster.html',
})
export class Poster {
  private readonly translator = inject(Translator);

  readonly size = input.required<'A4' | 'A5'>();
  readonly code = input.required<string>();
  readonly link = input.required<string>();
  readonly shopName = input.required<string | null>();
  readonly city = input.required<string | null>();

  protected readonly t = this.translator.t;
  protected readonly shortLink = computed(() => shortLink(this.link()));
  protected readonly offer = computed(() =>
    this.t('poster.offer', {
      free: this.translator.number(PLAN_UPLOADS.free),
      uploads: this.translator.number(REWARD_UPLOADS),
    }),
  );
  protected readonly invites = computed(() => {
    const [shop, city] = [this.shopName(), this.city()];
    if (shop === null) return null;
    return city === null ? this.t('poster.invites', { shop }) : this.t('poster.invitesFrom', { shop, city });
  });
  protected readonly isLongName = computed(() => (this.shopName()?.length ?? 0) > LONG_NAME);
  protected readonly steps = computed(() =>
    (['scan', 'phone', 'profile'] as const).map((step, place) => ({
      number: this.translator.number(place + 1),
      text: this.t(`poster.steps.${step}`),
    })),
  );
}
