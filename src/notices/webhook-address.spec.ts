import { describe, expect, it } from '@jest/globals';
import { isReachable, refusalOf, type AddressPolicy } from './webhook-address.js';

const production: AddressPolicy = { reach: 'public', plainHttp: false };
const demonstration: AddressPolicy = { reach: 'loopback', plainHttp: true };

const inner = [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.0.9', '169.254.169.254'],
  ...['172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1'],
  ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  ...['255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a00:1'],
  ...['fc00::1', 'fd12::1', 'fe80::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:a00:1::1'],
  ...['3fff::1', '::10.0.0.1', '100::1', '5f00::1', 'not an address', ''],
];
const outer = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '240e::1'];

describe('an address', () => {
  it.each(inner)('%s is called by no production', (address) => {
    expect(isReachable(address, production)).toBe(false);
  });

  it.each(outer)('%s is public', (address) => {
    expect(isReachable(address, production)).toBe(true);
  });

  it('of this machine is called by a demonstration, others of its network only where it is set', () => {
    for (const own of ['127.0.0.1', '::1']) expect(isReachable(own, demonstration)).toBe(true);
    expect(isReachable('10.0.0.1', demonstration)).toBe(false);
    expect(isReachable('::ffff:127.0.0.1', demonstration)).toBe(false);
    expect(isReachable('10.0.0.1', { reach: 'anywhere', plainHttp: true })).toBe(true);
  });
});

describe('the URL of a callback', () => {
  it.each([
    ['http://erp.example.com/', 'isHttps'],
    ['ftp://erp.example.com/', 'isHttps'],
    ['file:///etc/passwd', 'isHttps'],
    ['https://user:secret@erp.example.com/', 'noCredentials'],
    ['https://user@erp.example.com/', 'noCredentials'],
    ['https://erp.example.com:22/', 'isWebPort'],
    ['https://erp.example.com:25/', 'isWebPort'],
    ['https://10.0.0.1/', 'isPublicAddress'],
    ['https://[::1]/', 'isPublicAddress'],
    ['https://[::ffff:127.0.0.1]/', 'isPublicAddress'],
    // As the connection would read them: 127.0.0.1 in other words.
    ['https://2130706433/', 'isPublicAddress'],
    ['https://0x7f.1/', 'isPublicAddress'],
    ['https://0177.0.0.1/', 'isPublicAddress'],
    ['https://①②⑦.0.0.1/', 'isPublicAddress'],
    ['/relative', 'isUrl'],
    ['', 'isUrl'],
    [`https://erp.example.com/${'a'.repeat(2_000)}`, 'isUrl'],
  ])('%s is refused: %s', (url, rule) => {
    expect(refusalOf(url, production)).toMatchObject({ rule });
  });

  it.each(['https://erp.example.com/a?b=c', 'https://erp.example.com:8443/', 'https://8.8.8.8/'])(
    '%s is taken',
    (url) => {
      expect(refusalOf(url, production)).toBeNull();
    },
  );

  it('may be plain in a demonstration, and not elsewhere', () => {
    expect(refusalOf('http://127.0.0.1:3001/', demonstration)).toBeNull();
    expect(refusalOf('http://127.0.0.1:3001/', production)).toMatchObject({ rule: 'isHttps' });
  });
});
