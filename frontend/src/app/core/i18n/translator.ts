import { DOCUMENT, Injectable, InjectionToken, computed, effect, inject, signal } from '@angular/core';
import { type Language } from '#contracts/user.js';
import { type Message, type MessageKey } from './dictionary.js';
import { en } from './en.js';
import { LOCALES, chosenLanguage, rememberLanguage } from './languages.js';

/** What can be said in a language so far: the sentences of each part of the portal that has arrived. */
export interface Speech {
  language: Language;
  sentences: readonly object[];
}

/** The sentences of one part of the portal, fetched with it. */
export type Volume = Readonly<Record<Language, () => Promise<object>>>;

export const FIRST_SPEECH = new InjectionToken<Speech>('FIRST_SPEECH', {
  factory: () => ({ language: 'en', sentences: [en] }),
});

/** English travels with the portal, being what is spoken when another language does not arrive. */
const ENTRY: Volume = {
  en: () => Promise.resolve(en),
  hi: async () => (await import('./hi.js')).hi,
};

/** Fetches what a language says on the way in; English when it does not come. */
export async function speechOf(language: Language): Promise<Speech> {
  try {
    return { language, sentences: [await ENTRY[language]()] };
  } catch {
    // A cut connection is no reason to show nothing at all.
    return { language: 'en', sentences: [en] };
  }
}

/** The portal's voice: typed sentences in the reader's language, numbers and dates in its way of writing. */
@Injectable({ providedIn: 'root' })
export class Translator {
  private readonly html = inject(DOCUMENT).documentElement;
  private readonly speech = signal(inject(FIRST_SPEECH));
  private readonly volumes: Volume[] = [ENTRY];
  private readonly numbers = computed(() => new Intl.NumberFormat(LOCALES[this.language()]));
  private readonly moments = computed(
    () => new Intl.DateTimeFormat(LOCALES[this.language()], { dateStyle: 'medium', timeStyle: 'short' }),
  );

  readonly language = computed(() => this.speech().language);

  /** Reads the language as a signal, so a template that calls it follows a switch. */
  readonly t = (key: MessageKey, params: Message['params'] = {}): string =>
    (this.find(key) ?? key).replace(/{{(\w+)}}/g, (gap, name: string) => String(params[name] ?? gap));

  constructor() {
    effect(() => {
      this.html.lang = this.language();
    });
  }

  number(value: number): string {
    return this.numbers().format(value);
  }

  moment(value: Date): string {
    return this.moments().format(value);
  }

  /** A waiting time in words, rounded up so that nobody is told to come back too early. */
  wait(seconds: number | null): string {
    if (seconds === null) return this.t('wait.while');
    if (seconds === 1) return this.t('wait.oneSecond');
    if (seconds <= 90) return this.t('wait.seconds', { n: seconds });
    return this.t('wait.minutes', { n: this.number(Math.ceil(seconds / 60)) });
  }

  /** Whether the sentence has arrived: a page on the way in may meet a code that only the account explains. */
  knows(key: MessageKey): boolean {
    return this.find(key) !== null;
  }

  /**
   * Takes the sentences of another part of the portal, from now on in every language that is spoken.
   * @throws when they do not arrive: that part cannot be shown yet
   */
  async learn(volume: Volume): Promise<void> {
    if (this.volumes.includes(volume)) return;
    const language = this.language();
    const sentences = await volume[language]();
    if (this.volumes.includes(volume)) return;
    this.volumes.push(volume);
    if (language === this.language())
      this.speech.update((speech) => ({ language, sentences: [...speech.sentences, sentences] }));
    else await this.speak(this.language());
  }

  /** Switches in place: what is on screen and what was typed stays. A language that does not arrive changes nothing. */
  async speak(language: Language): Promise<void> {
    const volumes = [...this.volumes];
    let sentences: object[];
    try {
      sentences = await Promise.all(volumes.map(async (volume) => await volume[language]()));
    } catch {
      // A cut connection: better the language before than half of another.
      return;
    }
    if (volumes.length < this.volumes.length) {
      await this.speak(language);
      return;
    }
    this.speech.set({ language, sentences });
    rememberLanguage(language);
  }

  /** The owner's own language, when nobody has chosen one on this device. */
  async speakUnlessChosen(language: Language): Promise<void> {
    if (chosenLanguage() === null) await this.speak(language);
  }

  private find(key: string): string | null {
    for (const sentences of this.speech().sentences) {
      const found = sentence(sentences, key);
      if (found !== null) return found;
    }
    return null;
  }
}

/** Error codes carry dots of their own, so at each level the whole rest of the key is tried first. */
function sentence(level: unknown, key: string): string | null {
  const here = (level ?? {}) as Record<string, unknown>;
  const whole = here[key];
  if (typeof whole === 'string') return whole;
  const dot = key.indexOf('.');
  return dot < 0 ? null : sentence(here[key.slice(0, dot)], key.slice(dot + 1));
}
