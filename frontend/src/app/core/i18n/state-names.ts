import { INDIAN_STATES, type IndianState } from '#contracts/indian-states.js';
import { type Translator } from './translator.js';

/** A state's name as its reader knows it; stored is always the English one. */
export function stateName(state: IndianState, { t }: Translator): string {
  return t(`states.${state}`);
}

/** All states and union territories, sorted as the reader's language sorts. */
export function stateChoices(translator: Translator): { value: IndianState; name: string }[] {
  return INDIAN_STATES.map(({ name }) => ({ value: name, name: stateName(name, translator) })).sort(
    (one, other) => one.name.localeCompare(other.name, translator.language()),
  );
}
