import { Injectable, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { type MessageKey } from '../i18n/dictionary.js';
import { Translator } from '../i18n/translator.js';

/** Writes each route's title in the reader's language; a route's `title` is the sentence's key. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly translator = inject(Translator);
  private readonly key = signal<MessageKey | null>(null);

  constructor() {
    super();
    effect(() => {
      const key = this.key();
      const brand = this.translator.t('brand.name');
      this.title.setTitle(key ? `${this.translator.t(key)} · ${brand}` : brand);
    });
  }

  override updateTitle(state: RouterStateSnapshot): void {
    this.key.set((this.buildTitle(state) as MessageKey | undefined) ?? null);
  }
}
