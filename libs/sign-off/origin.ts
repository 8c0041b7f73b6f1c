import { isIPv4, isIPv6 } from 'node:net';

/** Where an answer came from, as the web server saw it. */
export interface SeenOrigin {
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
}

/** What is kept of it: enough to tell an answer from the ministry from one from elsewhere, too little to follow a person. */
export interface KeptOrigin {
  readonly fromNetwork: string | null;
  readonly fromBrowser: string | null;
}

const BROWSERS = [
  ['Edge', /\bEdg(?:A|iOS)?\//u],
  ['Firefox', /\b(?:Firefox|FxiOS)\//u],
  ['Chrome', /\b(?:Chrome|CriOS)\//u],
  ['Safari', /\bSafari\//u],
] as const;

const SYSTEMS = [
  ['iPhone ou iPad', /\b(?:iPhone|iPad)\b/u],
  ['Android', /\bAndroid\b/u],
  ['Windows', /\bWindows\b/u],
  ['macOS', /\bMac OS X\b/u],
  ['Linux', /\bLinux\b/u],
] as const;

export function keptOrigin({ ip, userAgent }: SeenOrigin): KeptOrigin {
  return { fromNetwork: networkOf(ip ?? ''), fromBrowser: browserOf(userAgent ?? '') };
}

/** The /24 of an IPv4 address, the /48 of an IPv6 one; null for anything else. */
function networkOf(ip: string): string | null {
  const mapped = ip.replace(/^::ffff:(?=\d+\.)/iu, '');
  if (isIPv4(mapped)) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  const [address = ''] = mapped.split('%');
  if (!isIPv6(address)) return null;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const groups = address.includes('::')
    ? [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
    : left;
  return `${groups.slice(0, 3).join(':')}::/48`;
}

function browserOf(userAgent: string): string | null {
  const named = (list: readonly (readonly [string, RegExp])[]) => list.find(([, sign]) => sign.test(userAgent))?.[0];
  return [named(BROWSERS), named(SYSTEMS)].filter((one) => one !== undefined).join(', ') || null;
}
