import { DestroyRef, Injectable, effect, inject } from '@angular/core';
import { SignInFlow } from './sign-in-flow.js';

const MARK = 'isCodeStep';

/**
 * The browser's history has an entry for the step of the code, though it has no address of its own: Back then leads to
 * the number, as it does in an app, and not out of the portal.
 */
@Injectable()
export class CodeInHistory {
  private readonly flow = inject(SignInFlow);

  constructor() {
    const goBack = (): void => this.goBack();
    addEventListener('popstate', goBack);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('popstate', goBack);
      // Another number was asked for on the page: the entry is left as Back would leave it.
      if (this.flow.step() === 'phone' && isOn()) history.back();
    });
    effect(() => {
      // After a reload the entry is there.
      if (this.flow.step() === 'code' && !isOn()) enter();
    });
  }

  private goBack(): void {
    if (this.flow.step() !== 'code' || isOn()) return;
    // A code that is being looked at may let its owner in at any moment.
    if (this.flow.busy() === null) this.flow.changeNumber();
    else enter();
  }
}

function isOn(): boolean {
  return (history.state as Record<string, unknown> | null)?.[MARK] === true;
}

/** What the router keeps of the page in the entry before is true of this one as well. */
function enter(): void {
  history.pushState({ ...(history.state as object | null), [MARK]: true }, '');
}
