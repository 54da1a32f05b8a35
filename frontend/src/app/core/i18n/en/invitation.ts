/** What is said of an invitation code on the way in, in English. It comes only to those who have one. */
export const invitation = {
  invitation: {
    invites: '{{shop}} invites you',
    someShop: 'A print shop',
    reward: 'You both get {{uploads}} uploads a month more once your shop’s profile is complete.',
    unknown: 'We do not know the code {{code}}',
    unknownText: 'You can go on without it. Or compare it with the one you were sent, and type it again.',
    change: 'Change code',
    remove: 'Remove code',
    label: 'Invitation code',
    hint: 'BP- and 9 letters or digits. You can paste the link too.',
    isKept: '{{code}} is kept.',
    use: 'Use code',
    cancel: 'Cancel',
    empty: 'Type the code first.',
    unreadable: 'This is not an invitation code. It has BP- and 9 letters or digits.',
  },
};
