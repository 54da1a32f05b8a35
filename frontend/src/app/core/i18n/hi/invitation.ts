import { type Dictionary } from '../dictionary.js';

/** What is said of an invitation code on the way in, in Hindi. */
export const invitation: Dictionary['invitation'] = {
  invitation: {
    invites: '{{shop}} ने आपको बुलाया है',
    someShop: 'एक प्रिंट शॉप',
    reward: 'दुकान की प्रोफ़ाइल पूरी होते ही आप दोनों को हर महीने {{uploads}} अपलोड ज़्यादा मिलेंगे।',
    unknown: 'कोड {{code}} हमारे यहाँ नहीं है',
    unknownText: 'आप इसके बिना भी आगे बढ़ सकते हैं। या भेजे गए कोड से मिलाकर फिर से लिखें।',
    change: 'कोड बदलें',
    remove: 'कोड हटाएँ',
    label: 'न्योते का कोड',
    hint: 'BP- और 9 अक्षर या अंक। पूरा लिंक भी पेस्ट कर सकते हैं।',
    isKept: '{{code}} रख लिया गया है।',
    use: 'कोड लगाएँ',
    cancel: 'रहने दें',
    empty: 'पहले कोड लिखें।',
    unreadable: 'यह न्योते का कोड नहीं है। उसमें BP- और 9 अक्षर या अंक होते हैं।',
  },
};
