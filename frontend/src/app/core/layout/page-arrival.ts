import { DOCUMENT, Injectable, afterNextRender, effect, inject, Injector } from '@angular/core';
import { Router } from '@angular/router';

/** Begins every new page at its top and puts the focus on its heading, as a full page load would. */
@Injectable({ providedIn: 'root' })
export class PageArrival {
  private readonly router = inject(Router);
  private readonly page = inject(DOCUMENT);
  private readonly injector = inject(Injector);

  watch(): void {
    let before: string | null = null;
    effect(
      () => {
        const path = this.router.lastSuccessfulNavigation()?.finalUrl?.toString().split('?')[0] ?? null;
        if (before !== null && path !== before)
          afterNextRender(() => this.arrive(), { injector: this.injector });
        before = path;
      },
      { injector: this.injector },
    );
  }

  arrive(): void {
    this.page.defaultView?.scrollTo(0, 0);
    this.focusHeading();
  }

  /** Also for the focus of a control that goes: a screen reader says where one is, and Tab goes on from there. */
  focusHeading(): void {
    this.page.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
}
