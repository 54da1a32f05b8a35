import { DOCUMENT, Injectable, InjectionToken, computed, effect, inject, signal } from '@angular/core';
import { type Language } from '#contracts/user.js';
import { type Dictionary, type Message, type MessageKey } from './dictionary.js';
import { en } from './en.js';
import { LOCALES, rememberLanguage } from './languages.js';

/** A language with all its sentences, ready to be spoken. */
export interface Speech {
  language: Language;
  sentences: Dictionary;
}

export const FIRST_SPEECH = new InjectionToken<Speech>('FIRST_SPEECH', {
  factory: () => ({ language: 'en', sentences: en }),
});

/** English travels with the portal, being what is spoken when another language does not arrive. */
const SENTENCES: Record<Language, () => Promise<Dictionary>> = {
  en: () => Promise.resolve(en),
  hi: async () => (await import('./hi.js')).hi,
};

/** Fetches a language's sentences; English when they do not come. */
export async function speechOf(language: Language): Promise<Speech> {
  try {
    return { language, sentences: await SENTENCES[language]() };
  } catch {
    // A cut connection is no reason to show nothing at all.
    return { language: 'en', sentences: en };
  }
}

/** The portal's voice: typed sentences in the reader's language, numbers and dates in its way of writing. */
@Injectable({ providedIn: 'root' })
export class Translator {
  private readonly html = inject(DOCUMENT).documentElement;
  private readonly speech = signal(inject(FIRST_SPEECH));
  private readonly numbers = computed(() => new Intl.NumberFormat(LOCALES[this.language()]));
  private readonly moments = computed(
    () => new Intl.DateTimeFormat(LOCALES[this.language()], { dateStyle: 'medium', timeStyle: 'short' }),
  );

  readonly language = computed(() => this.speech().language);

  /** Reads the language as a signal, so a template that calls it follows a switch. */
  readonly t = (key: MessageKey, params: Message['params'] = {}): string =>
    sentence(this.speech().sentences, key).replace(/{{(\w+)}}/g, (gap, name: string) =>
      String(params[name] ?? gap),
    );

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

  /** Switches in place: what is on screen and what was typed stays. */
  async speak(language: Language): Promise<void> {
    const speech = await speechOf(language);
    this.speech.set(speech);
    if (speech.language === language) rememberLanguage(language);
  }
}

/** Error codes carry dots of their own, so at each level the whole rest of the key is tried first. */
function sentence(level: unknown, key: string): string {
  const here = (level ?? {}) as Record<string, unknown>;
  const whole = here[key];
  if (typeof whole === 'string') return whole;
  const dot = key.indexOf('.');
  return dot < 0 ? key : sentence(here[key.slice(0, dot)], key.slice(dot + 1));
}
