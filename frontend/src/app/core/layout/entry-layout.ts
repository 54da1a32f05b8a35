import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Translator } from '../i18n/translator.js';
import { BrandLink } from './brand-link.js';
import { LanguageSwitch } from './language-switch.js';

/** The frame of the pages on the way in: on a wide screen the shop window stands beside the form. */
@Component({
  selector: 'bp-entry-layout',
  imports: [RouterOutlet, BrandLink, LanguageSwitch],
  templateUrl: './entry-layout.html',
})
export class EntryLayout {
  protected readonly t = inject(Translator).t;
  protected readonly points = ['brand.pointPhone', 'brand.pointShop', 'brand.pointReferral'] as const;
}
