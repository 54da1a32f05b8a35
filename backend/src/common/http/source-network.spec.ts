import { networkOf } from './source-network.js';

describe(networkOf.name, () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['2001:db8:0001:0002::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['user_asha', 'user_asha'],
    ['01a20664-0467-7229-a31d-dff623e0fbce', '01a20664-0467-7229-a31d-dff623e0fbce'],
  ])('takes %s for %s', (source, network) => {
    expect(networkOf(source)).toBe(network);
  });
});
