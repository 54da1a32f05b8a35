import { Injector, afterNextRender, effect, inject } from '@angular/core';
import { type Navigation, Router } from '@angular/router';
import { PageArrival } from '../../core/layout/page-arrival.js';

/** The `info` of a link to another page of the same list, whose address differs in its `cursor` alone. */
export const STEP_IN_A_LIST = 'step-in-a-list';

/**
 * Begins each page of a list as a new page begins, for as long as the component lives that calls this. A search drops
 * the cursor too, and whoever types one is not to be interrupted: only steps count, and going back.
 */
export function arriveAfterSteps(): void {
  const router = inject(Router);
  const arrival = inject(PageArrival);
  const injector = inject(Injector);
  let before: string | null = null;
  effect(() => {
    const navigation = router.lastSuccessfulNavigation();
    const cursor = navigation?.finalUrl?.queryParamMap.get('cursor') ?? null;
    const isOther = cursor !== before;
    before = cursor;
    if (isOther && isStep(navigation)) afterNextRender(() => arrival.arrive(), { injector });
  });
}

function isStep(navigation: Navigation | null): boolean {
  return navigation?.extras.info === STEP_IN_A_LIST || navigation?.trigger === 'popstate';
}
