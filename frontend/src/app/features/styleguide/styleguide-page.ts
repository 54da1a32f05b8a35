import { Component, DOCUMENT, type ElementRef, afterNextRender, inject, viewChildren } from '@angular/core';
import { ToastStack } from '../../core/toasts/toast-stack.js';
import { paletteOf } from './palettes.js';
import { sampleTexts } from './sample-texts.js';
import { Samples } from './samples.js';

/** What the portal is made of, in light and in dark side by side. A development build alone has it. */
@Component({
  selector: 'bp-styleguide-page',
  imports: [Samples, ToastStack],
  template: `
    <main class="p-6">
      <h1 class="font-display text-3xl font-semibold" tabindex="-1">{{ texts.title }}</h1>
      <div class="mt-6 grid gap-5 lg:grid-cols-2">
        @for (theme of themes; track theme.name) {
          <section #panel class="min-w-0 rounded-sheet bg-paper p-6 text-ink">
            <h2 class="mb-5 text-xl font-semibold">{{ texts[theme.name] }}</h2>
            <bp-samples [name]="theme.name" [colours]="theme.colours" />
          </section>
        }
      </div>
      <bp-toast-stack />
    </main>
  `,
})
export class StyleguidePage {
  private readonly panels = viewChildren<ElementRef<HTMLElement>>('panel');

  protected readonly texts = sampleTexts;
  protected readonly themes = this.readThemes(inject(DOCUMENT).styleSheets);

  constructor() {
    afterNextRender(() => this.paint());
  }

  private readThemes(sheets: Iterable<CSSStyleSheet>) {
    return (['light', 'dark'] as const).map((name) => ({ name, colours: [...paletteOf(name, sheets)] }));
  }

  private paint(): void {
    for (const [place, { nativeElement: panel }] of this.panels().entries())
      for (const [name, value] of this.themes[place]?.colours ?? []) panel.style.setProperty(name, value);
  }
}
