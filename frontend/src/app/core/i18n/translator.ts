import { DOCUMENT, Injectable, InjectionToken, computed, effect, inject, signal } from '@angular/core';
import { type Language } from '#contracts/user.js';
import { type CountedKey, type MessageKey, type Params, type VolumeName } from './dictionary.js';
import { entry } from './en/entry.js';
import { LANGUAGE_ENTRIES } from './language-entries.js';
import { LANGUAGE_REGISTRY } from './language-registry.js';
import { forgetChoice, noteChoice, rememberLanguage, untoldChoice } from './languages.js';
import { sentence } from './sentence.js';

/** What can be said in a language so far: the sentences of each part of the portal that has arrived. */
export interface Speech {
  language: Language;
  sentences: readonly object[];
}

export const FIRST_SPEECH = new InjectionToken<Speech>('FIRST_SPEECH', {
  factory: () => ({ language: 'en', sentences: [entry] }),
});

/** Fetches what a language says on the way in; English when it does not come. */
export async function speechOf(language: Language): Promise<Speech> {
  try {
    return { language, sentences: [await LANGUAGE_ENTRIES[language].volumes.entry()] };
  } catch {
    // A cut connection is no reason to show nothing at all.
    return { language: 'en', sentences: [entry] };
  }
}

/** The portal's voice: typed sentences in the reader's language, numbers and dates in its way of writing. */
@Injectable({ providedIn: 'root' })
export class Translator {
  private readonly html = inject(DOCUMENT).documentElement;
  private readonly registry = inject(LANGUAGE_REGISTRY);
  private readonly speech = signal(inject(FIRST_SPEECH));
  private readonly volumes: VolumeName[] = ['entry'];
  private readonly choice = signal(untoldChoice());
  private turn = 0;
  private choosing = 0;
  private readonly numbers = computed(() => new Intl.NumberFormat(this.locale()));
  private readonly plurals = computed(() => new Intl.PluralRules(this.locale()));
  private readonly moments = computed(
    () => new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeStyle: 'short' }),
  );

  readonly language = computed(() => this.speech().language);
  /** The locale that numbers, dates and plurals of the language follow. */
  readonly locale = computed(() => this.registry[this.language()].locale);
  /** A language chosen by hand that the owner's profile does not know yet; null when there is none. */
  readonly untold = this.choice.asReadonly();

  /** Reads the language as a signal, so a template that calls it follows a switch. */
  readonly t = (key: MessageKey, params: Params = {}): string =>
    (this.find(key) ?? key).replace(/{{(\w+)}}/g, (gap, name: string) => String(params[name] ?? gap));

  constructor() {
    effect(() => {
      this.html.lang = this.language();
    });
  }

  number(value: number): string {
    return this.numbers().format(value);
  }

  /** A sentence about `{{n}}` things, in the form that the language's own plural rule asks for. */
  count(key: CountedKey, n: number): string {
    const form = this.plurals().select(n) === 'one' ? 'one' : 'other';
    return this.t(`${key}.${form}`, { n: this.number(n) });
  }

  moment(value: Date): string {
    return this.moments().format(value);
  }

  /** A waiting time in words, rounded up so that nobody is told to come back too early. */
  wait(seconds: number | null): string {
    if (seconds === null) return this.t('wait.while');
    return seconds <= 90
      ? this.count('wait.seconds', seconds)
      : this.count('wait.minutes', Math.ceil(seconds / 60));
  }

  /** Whether the sentence has arrived: a page on the way in may meet a code that only the account explains. */
  knows(key: MessageKey): boolean {
    return this.find(key) !== null;
  }

  /**
   * Takes the sentences of another part of the portal, from now on in every language that is spoken.
   * @throws when they do not arrive: that part cannot be shown yet
   */
  async learn(volume: VolumeName): Promise<void> {
    if (this.volumes.includes(volume)) return;
    let language: Language;
    let sentences: object;
    do {
      language = this.language();
      sentences = await this.registry[language].volumes[volume]();
      // Another was spoken meanwhile, without this part.
    } while (language !== this.language());
    if (this.volumes.includes(volume)) return;
    this.volumes.push(volume);
    this.speech.update((speech) => ({ language, sentences: [...speech.sentences, sentences] }));
  }

  /**
   * Switches in place: what is on screen and what was typed stays. A language that does not arrive changes nothing,
   * nor does one that arrives after another was asked for.
   */
  async speak(language: Language): Promise<void> {
    const turn = (this.turn += 1);
    const volumes = [...this.volumes];
    let sentences: object[];
    try {
      const arriving = this.registry[language].volumes;
      sentences = await Promise.all(volumes.map(async (volume) => await arriving[volume]()));
    } catch {
      // A cut connection: better the language before than half of another.
      return;
    }
    if (turn !== this.turn) return;
    if (volumes.length < this.volumes.length) {
      await this.speak(language);
      return;
    }
    this.speech.set({ language, sentences });
    rememberLanguage(language);
  }

  /** Speaks what the reader chose by hand, and keeps that in mind for the profile. */
  async choose(language: Language): Promise<void> {
    this.choosing += 1;
    await this.speak(language);
    this.choosing -= 1;
    if (this.language() !== language) return;
    noteChoice(language);
    this.choice.set(language);
  }

  /** Speaks the language of the profile of whoever has signed in, unless another has just been chosen here. */
  async speakUnlessChosen(language: Language): Promise<void> {
    this.choice.set(untoldChoice());
    if (this.untold() === null && this.choosing === 0) await this.speak(language);
  }

  /** The profile has the language that was chosen. */
  choiceIsTold(): void {
    forgetChoice();
    this.choice.set(null);
  }

  private find(key: string): string | null {
    for (const sentences of this.speech().sentences) {
      const found = sentence(sentences, key);
      if (found !== null) return found;
    }
    return null;
  }
}
