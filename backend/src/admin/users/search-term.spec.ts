import { searchTermOf } from './search-term.js';

describe(searchTermOf.name, () => {
  it.each([
    ['3210', '3210'],
    ['३२१०', '3210'],
    ['43210', '43210'],
    ['+91 98765 43210', '9876543210'],
    ['0091-9876543210', '9876543210'],
    ['98765 432', '98765432'],
    ['321', '321'],
    ['asha pune', 'asha pune'],
    ['24x7 Prints', '24x7 Prints'],
    ['आशा', 'आशा'],
  ])('reads %j as %j', (typed, term) => {
    expect(searchTermOf(typed)).toBe(term);
  });
});
