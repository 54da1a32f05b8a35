import { type ErrorCode } from '#contracts/error-codes.js';
import { type PhoneNumberRefusal } from '#contracts/phone-number.js';
import { type ClerkErrorCode } from '../../auth/clerk-error-codes.js';

/** Why the API gave no answer of its own. */
export type ApiSilence = 'network' | 'unexpected';

/**
 * What a visitor reads on the way in, in English. Everything else arrives later: failures.ts once the first page is
 * shown, account.ts with the account's pages.
 */
export const entry = {
  brand: {
    name: 'BharatPrint',
    home: 'BharatPrint, home',
    promise: 'Your print shop, on one account.',
    promiseMore: 'Sign in with your mobile number. No password to remember, nothing to install.',
    pointPhone: 'One code by SMS is all it takes',
    pointShop: 'Your shop, plan and uploads in one place',
    pointReferral: 'A referral code of your own to share',
  },
  titles: {
    login: 'Sign in',
    signup: 'Create your account',
    notFound: 'Page not found',
  },
  common: {
    tryAgain: 'Try again',
    reload: 'Reload the page',
    language: 'Language',
    signOut: 'Sign out',
    optional: 'optional',
  },
  start: {
    slow: 'This is taking long. Check your internet connection, then try again.',
    failedTitle: 'BharatPrint could not start',
    failedText: 'Its settings did not arrive. Check your internet connection, then try again.',
    trying: 'Trying…',
  },
  crash: {
    title: 'Something went wrong on this page',
    text: 'It is our fault, not yours. Reloading usually helps.',
    pageTitle: 'This page did not arrive',
    pageText: 'The connection was cut, or a new version is ready. Try again to load it.',
  },
  notFound: {
    title: 'There is no page here',
    text: 'The link may be old, or the address has a typing mistake.',
    home: 'Go to the first page',
  },
  signIn: {
    loginTitle: 'Sign in to your shop',
    loginText: 'Type your mobile number. We send you a code by SMS.',
    signupTitle: 'Create your shop’s account',
    signupText: 'Type your mobile number. We send you a code by SMS to confirm that it is yours.',
    noAccount: 'New here?',
    haveAccount: 'Have an account already?',
    toSignup: 'Create an account',
    toLogin: 'Sign in',
    signedOutElsewhere: 'You were signed out. Please sign in again.',
    sessionEnded: 'Your sign-in has ended. Please sign in again.',
    linkUnreadable: 'This invitation link is not whole. You can go on without it, or type the code below.',
    scriptFailedTitle: 'The sign-in service did not load',
    scriptFailedText: 'Your connection may be slow or block it. Your number is kept; please try again.',
  },
  invitation: {
    have: 'Have an invitation code?',
    kept: 'Your invitation code {{code}} is kept.',
  },
  phone: {
    label: 'Mobile number',
    hint: '10 digits, Indian mobile numbers only',
    countryCode: 'India, +91',
    send: 'Send code',
    sending: 'Sending code…',
    refusals: {
      empty: 'Type your mobile number first.',
      not_a_number: 'That does not look like a phone number. Use digits only, for example 98765\u00a043210.',
      other_country: 'Only Indian mobile numbers work here. Type 10 digits, or begin with +91.',
      too_short: 'Some digits are missing. An Indian mobile number has 10.',
      too_long: 'There are too many digits. An Indian mobile number has 10.',
      not_mobile:
        'This is not a mobile number: those begin with 6, 7, 8 or 9. Landlines cannot get the code.',
      repeated_digit: 'All digits are the same. Please type your own mobile number.',
    } satisfies Record<PhoneNumberRefusal, string>,
  },
  code: {
    resendIn: 'Send a new code in {{time}}',
    mustWait: 'A new code cannot be sent yet. The button shows how long to wait.',
  },
  wait: {
    seconds: { one: '{{n}} second', other: '{{n}} seconds' },
    minutes: { one: '{{n}} minute', other: '{{n}} minutes' },
    while: 'a while',
  },
  api: {
    network: 'Our server cannot be reached. Check your internet connection, then try again.',
    unexpected: 'Something went wrong on our side. Please try again in a minute.',
  } satisfies Partial<Record<ErrorCode | ApiSilence, string>>,
  clerk: {
    offline: 'You are offline. Connect to the internet, then try again.',
    unreachable: 'The sign-in service cannot be reached. Check your internet connection, then try again.',
    script_failed: 'The sign-in service did not load. Please try again.',
    unknown: 'That did not work. Please try again.',
  } satisfies Partial<Record<ClerkErrorCode, string>>,
};
