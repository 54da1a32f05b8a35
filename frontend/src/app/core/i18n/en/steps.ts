/** What is read after the number was given, in English. It arrives while the number is being typed. */
export const steps = {
  code: {
    title: 'Enter the code',
    sentTo: 'We sent an SMS with 6 digits to {{phone}}.',
    label: '6-digit code',
    hint: 'The code works for 10 minutes.',
    confirm: 'Confirm',
    checking: 'Checking…',
    resend: 'Send a new code',
    resending: 'Sending…',
    resent: 'A new code is on its way. The old one no longer works.',
    alreadySent: 'We have already sent a code to this number.',
    change: 'Change number',
    incomplete: 'Type all 6 digits of the code.',
    triesLeft: { one: 'One try left.', other: '{{n}} tries left.' },
    inbox: 'Local mode: the code is on the phone inbox',
    inboxOpens: 'opens in a new tab',
  },
  finish: {
    title: 'Signing you in…',
    text: 'Your number is confirmed. Opening your shop’s account.',
    failedTitle: 'Your number is confirmed',
    failedText: 'One last step did not go through. You need no new code.',
    refusedTitle: 'We could not sign you in',
    otherNumber: 'Use another number',
  },
};
