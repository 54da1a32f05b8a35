import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatPhoneNumber } from '#contracts/phone-number.js';
import { copyText } from '../../shared/browser/copy-text.js';
import { SessionEnd } from '../auth/session-end.js';
import { Session } from '../auth/session.js';
import { PORTAL_CONFIG } from '../config/portal-config.js';
import { type MessageKey } from '../i18n/dictionary.js';
import { Translator } from '../i18n/translator.js';

/** The menu of a signed-in owner, worked as the ARIA practices say a menu button is: arrows, Home, End, Escape, Tab. */
@Component({
  selector: 'bp-account-menu',
  imports: [RouterLink],
  templateUrl: './account-menu.html',
  host: {
    class: 'relative block min-w-0',
    '(document:pointerdown)': 'closeOutside($event.target)',
    '(focusout)': 'closeOutside($event.relatedTarget)',
  },
})
export class AccountMenu {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private readonly session = inject(Session);
  private readonly end = inject(SessionEnd);
  private readonly trigger = viewChild.required<ElementRef<HTMLButtonElement>>('trigger');

  /** What became of a choice in the menu. */
  readonly told = output<MessageKey | null>();
  /** The owner wants to sign out on every phone and computer. */
  readonly everywhere = output();

  protected readonly t = inject(Translator).t;
  protected readonly docsUrl = `${inject(PORTAL_CONFIG).apiUrl}/docs`;
  protected readonly isOpen = signal(false);
  protected readonly phone = computed(() => formatPhoneNumber(this.session.user()?.phoneNumber ?? ''));
  protected readonly name = computed(() => {
    const user = this.session.user();
    return user?.shopName ?? user?.ownerName ?? this.phone();
  });
  /** For a narrow header: of a number, the end tells more than the beginning. */
  protected readonly briefPhone = computed(() => `…${this.phone().slice(-5)}`);
  protected readonly initial = computed(
    () => /\p{L}\p{M}*/u.exec(this.name())?.[0].toLocaleUpperCase() ?? '#',
  );
  protected readonly isAdmin = computed(() => this.session.user()?.role === 'admin');

  protected toggle(): void {
    if (this.isOpen()) this.close();
    else this.open(0);
  }

  protected openByKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') this.open(0);
    else if (event.key === 'ArrowUp') this.open(-1);
    else if (event.key === 'Escape' && this.isOpen()) this.close();
    else return;
    event.preventDefault();
  }

  protected moveByKey(event: KeyboardEvent): void {
    const items = this.items();
    const now = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'ArrowDown') this.focus(items, now + 1);
    else if (event.key === 'ArrowUp') this.focus(items, now < 1 ? -1 : now - 1);
    else if (event.key === 'Home') this.focus(items, 0);
    else if (event.key === 'End') this.focus(items, -1);
    else if (event.key === 'Escape') this.close();
    else if (event.key === ' ' && document.activeElement instanceof HTMLAnchorElement)
      document.activeElement.click();
    else if (event.key.length === 1 && event.key !== ' ') this.focusByLetter(items, now, event.key);
    else return;
    event.preventDefault();
  }

  /** Gives the focus back; a choice that opens a page or a dialog takes it from there. */
  protected close(): void {
    this.isOpen.set(false);
    this.trigger().nativeElement.focus();
  }

  protected closeOutside(target: EventTarget | null): void {
    // A focus that goes nowhere is a window that was left for another one.
    if (target instanceof Node && !this.host.contains(target)) this.isOpen.set(false);
  }

  protected async copyToken(): Promise<void> {
    const copied = copyText(this.session.token() ?? '');
    this.close();
    this.told.emit((await copied) ? 'account.tokenCopied' : 'account.tokenNotCopied');
  }

  protected async signOut(): Promise<void> {
    this.close();
    await this.end.signOut();
  }

  protected askEverywhere(): void {
    this.close();
    this.everywhere.emit();
  }

  private open(first: number): void {
    this.told.emit(null);
    this.isOpen.set(true);
    // The items are hidden until then.
    afterNextRender(() => this.focus(this.items(), first), { injector: this.injector });
  }

  private items(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  /** Goes round: after the last comes the first, and -1 is the last. */
  private focus(items: HTMLElement[], place: number): void {
    items.at(place === items.length ? 0 : place)?.focus();
  }

  private focusByLetter(items: HTMLElement[], now: number, letter: string): void {
    const begins = (item: HTMLElement): boolean =>
      item.textContent.trim().toLocaleLowerCase().startsWith(letter.toLocaleLowerCase());
    const turned = [...items.slice(now + 1), ...items.slice(0, now + 1)];
    turned.find(begins)?.focus();
  }
}
