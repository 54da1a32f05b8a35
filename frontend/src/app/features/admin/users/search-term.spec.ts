import { searchTermOf } from './search-term.js';

describe(searchTermOf.name, () => {
  it.each([
    ['3210', '3210'],
    ['+91 98765 43210', '3210'],
    ['९८७६५ ४३२१०', '3210'],
    ['98765-43210', '3210'],
    ['asha 9876543210', '3210'],
    ['87654', '7654'],
  ])('keeps of the number %s its last four digits', (typed, term) => {
    expect(searchTermOf(typed)).toBe(term);
  });

  it.each(['asha pune', '24x7 Xerox', '123', 'Shop 4110', ''])('leaves the words %j', (typed) => {
    expect(searchTermOf(` ${typed} `)).toBe(typed);
  });
});
