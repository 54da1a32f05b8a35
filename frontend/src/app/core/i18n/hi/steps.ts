import { type Dictionary } from '../dictionary.js';

/** What is read after the number was given, in Hindi. */
export const steps: Dictionary['steps'] = {
  code: {
    title: 'कोड लिखें',
    sentTo: 'हमने {{phone}} पर SMS से 6 अंकों का कोड भेजा है।',
    label: '6 अंकों का कोड',
    hint: 'कोड 10 मिनट तक चलता है।',
    confirm: 'पुष्टि करें',
    checking: 'जाँच हो रही है…',
    resend: 'नया कोड मँगाएँ',
    resending: 'भेजा जा रहा है…',
    resent: 'नया कोड भेज दिया गया है। पुराना अब नहीं चलेगा।',
    alreadySent: 'इस नंबर पर कोड पहले ही भेजा जा चुका है।',
    change: 'नंबर बदलें',
    incomplete: 'कोड के सभी 6 अंक लिखें।',
    triesLeft: { one: '{{n}} मौका बाकी है।', other: '{{n}} मौके बाकी हैं।' },
    inbox: 'लोकल मोड: कोड फ़ोन इनबॉक्स में है',
    inboxOpens: 'नया टैब खुलेगा',
  },
  finish: {
    title: 'साइन इन हो रहा है…',
    text: 'आपके नंबर की पुष्टि हो गई है। दुकान का खाता खुल रहा है।',
    failedTitle: 'आपके नंबर की पुष्टि हो गई है',
    failedText: 'बस आख़िरी कदम पूरा नहीं हुआ। नए कोड की ज़रूरत नहीं है।',
    refusedTitle: 'साइन इन नहीं हो सका',
    otherNumber: 'दूसरा नंबर इस्तेमाल करें',
  },
};
