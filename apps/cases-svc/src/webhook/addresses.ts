import { lookup as resolveName } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public addresses at which clouds tell machines their secrets, beside the link-local ones. */
const METADATA = new Set(['168.63.129.16']);

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

/** Which addresses call-backs may be sent to. */
export type Addresses = ReturnType<typeof addresses>;

/** An address that call-backs are not sent to. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

/**
 * Keeps call-backs out of networks that only this machine reaches: private, link-local and metadata addresses are
 * refused unless they lie in a network of the setting, and there alone plain http will do.
 */
export function addresses(
  allowed: readonly string[],
  resolve: Resolve = (host) => resolveName(host, { all: true }),
) {
  const networks = allowed.map((network) => ipaddr.parseCIDR(network));

  const isAllowed = (ip: ipaddr.IPv4 | ipaddr.IPv6) =>
    networks.some(([base, bits]) => ip.kind() === base.kind() && ip.match(base, bits));

  /** Refuses an address that a call-back may not go to. IPv4 within IPv6 counts as what it is. */
  const check = (address: string, protocol: string) => {
    const ip = ipaddr.process(address);
    if (isAllowed(ip)) return;
    if (ip.range() !== 'unicast' || METADATA.has(ip.toString()))
      throw new AddressRefused(`${address} is not a public address.`);
    if (protocol !== 'https:') throw new AddressRefused('Call-backs go over https.');
  };

  return {
    /** What is wrong with the text of an address, before any name is looked up; null when nothing is. */
    fault(text: string): string | null {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (!url || !['https:', 'http:'].includes(url.protocol)) return 'It must be an https address.';
      if (url.username || url.password || url.hash) return 'It must hold no user, password or fragment.';
      if (url.protocol === 'http:' && networks.length === 0) return 'Call-backs go over https.';
      const host = hostOf(url);
      if (!isIP(host)) return null;
      try {
        check(host, url.protocol);
        return null;
      } catch (fault) {
        return (fault as Error).message;
      }
    },

    /**
     * A lookup for one connection: resolves, checks every address, and hands on those very addresses to connect to, so
     * that a name which means something else a moment later (DNS rebinding) leads nowhere.
     */
    lookup:
      (protocol: string): LookupFunction =>
      (host, { all }, done) => {
        const found = async () => {
          const known = await resolve(host);
          for (const { address } of known) check(address, protocol);
          return known;
        };
        found().then(
          (known) => {
            const [first] = known;
            if (all) return done(null, known);
            if (first) return done(null, first.address, first.family);
            done(new AddressRefused(`${host} has no address.`), '');
          },
          (fault) => done(fault, ''),
        );
      },
  };
}

/** The host as the network knows it; brackets around IPv6 are the URL's. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');
