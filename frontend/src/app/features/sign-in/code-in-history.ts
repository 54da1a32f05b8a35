import { DestroyRef, effect, inject } from '@angular/core';
import { type SignInFlow } from './sign-in-flow.js';

const MARK = 'isCodeStep';
/** Where the router counts the entries, to undo a Back that an unsaved form refuses. */
const PLACE = 'ɵrouterPageId';

/**
 * Gives the step of the code an entry of the browser's history, though it has no address of its own: Back then leads to
 * the number, as it does in an app, and not out of the portal. The entry is made once. Whoever comes to the number by the
 * page's own link stays on it, and presses Back once more to leave.
 */
export function keepCodeInHistory(flow: SignInFlow): void {
  const move = (): void => {
    if (flow.step() === 'finish') leadOnAgain(flow);
    // A code that is being looked at may let its owner in at any moment.
    else if (!isOn() && flow.step() === 'code' && flow.busy() !== 'checking') flow.changeNumber();
  };
  addEventListener('popstate', move);
  inject(DestroyRef).onDestroy(() => removeEventListener('popstate', move));
  effect(() => {
    if (flow.step() === 'code' && flow.busy() !== 'checking' && !isOn()) enter();
  });
}

/** To the router, Back and Forward within this page are a navigation of its own, for which it drops the one to the next page. */
function leadOnAgain(flow: SignInFlow): void {
  // After the router has heard of it, which is in a task of its own.
  setTimeout(() => flow.welcome.update((welcome) => welcome && { ...welcome }));
}

function stateOf(): Record<string, unknown> {
  return (history.state as Record<string, unknown> | null) ?? {};
}

function isOn(): boolean {
  return stateOf()[MARK] === true;
}

function enter(): void {
  const state = stateOf();
  history.pushState({ ...state, [PLACE]: Number(state[PLACE] ?? 0) + 1, [MARK]: true }, '');
}
