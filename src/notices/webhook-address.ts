import { BlockList, isIP, isIPv6 } from 'node:net';

/** How far a callback may reach: anywhere in public; this machine as well; any address. */
export type Reach = 'public' | 'loopback' | 'anywhere';

export interface AddressPolicy {
  readonly reach: Reach;
  /** `http:` is taken beside `https:`. */
  readonly plainHttp: boolean;
}

/** Why nothing is sent there, as a rule of the input and in words. */
export interface AddressRefusal {
  readonly rule: 'isUrl' | 'isHttps' | 'noCredentials' | 'isPublicAddress' | 'isWebPort';
  readonly message: string;
}

/** The registries of special addresses (RFC 6890 and what came after): none of them is public. */
const SPECIAL: readonly (readonly [net: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only what is handed out is public; of that, these are not. */
const PUBLIC_V6 = ['2000::', 3] as const;
const SPECIAL_V6: readonly (readonly [net: string, bits: number])[] = [
  // Teredo and other protocols, benchmarking, documentation, 6to4: they may lead to any IPv4.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
/** Addresses that hold an IPv4 in their last bits: mapped, and translated (NAT64). */
const HOLDS_V4 = ['::ffff:0:0', '64:ff9b::'] as const;

const special = new BlockList();
for (const [net, bits] of SPECIAL) special.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of SPECIAL_V6) special.addSubnet(net, bits, 'ipv6');
const publicV6 = new BlockList();
publicV6.addSubnet(...PUBLIC_V6, 'ipv6');
const holdingV4 = new BlockList();
for (const net of HOLDS_V4) holdingV4.addSubnet(net, 96, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether something may be sent to an IP address. What cannot be understood is refused. */
export function isReachable(address: string, { reach }: AddressPolicy): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  if (reach === 'anywhere') return true;
  if (version === 4) {
    if (reach === 'loopback' && loopback.check(address, 'ipv4')) return true;
    return !special.check(address, 'ipv4');
  }
  // What hides an IPv4 in it has no use as the address of a receiver; a list takes it for that.
  if (holdingV4.check(address, 'ipv6')) return false;
  if (reach === 'loopback' && loopback.check(address, 'ipv6')) return true;
  return publicV6.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** Ports below these are of other services, which a request must not be made to speak to. */
const FIRST_FREE_PORT = 1_024;
const LONGEST = 2_000;

/**
 * What is wrong with a callback's address by itself, before its name is looked up; null: nothing.
 * The URL is read as the connection will read it, so `http://0x7f.1/` is `127.0.0.1` already.
 */
export function refusalOf(text: string, policy: AddressPolicy): AddressRefusal | null {
  const url = URL.canParse(text) && text.length <= LONGEST ? new URL(text) : null;
  if (!url) return { rule: 'isUrl', message: 'url must be an absolute URL' };
  if (url.protocol !== 'https:' && !(policy.plainHttp && url.protocol === 'http:')) {
    return { rule: 'isHttps', message: 'url must begin with https://' };
  }
  if (url.username !== '' || url.password !== '') {
    return { rule: 'noCredentials', message: 'url must have no user and no password in it' };
  }
  const port = portOf(url);
  if (port < FIRST_FREE_PORT && port !== 443 && !(policy.plainHttp && port === 80)) {
    return { rule: 'isWebPort', message: 'url must name port 443 or one from 1024 on' };
  }
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isReachable(host, policy)) return NOT_PUBLIC;
  return null;
}

export const NOT_PUBLIC: AddressRefusal = {
  rule: 'isPublicAddress',
  message: 'url must lead to a public address',
};

/** The host as sockets take it: an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIPv6(bare) ? bare : hostname;
}

export const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
