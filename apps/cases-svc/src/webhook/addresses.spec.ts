import { addresses } from './addresses';

const nothing = addresses([]);
const lookUp = (guard: ReturnType<typeof addresses>, host: string, protocol = 'https:') =>
  new Promise((resolve, reject) =>
    guard.lookup(protocol)(host, { all: true }, (fault, found) => (fault ? reject(fault) : resolve(found))),
  );
const meaning = (...found: string[]) =>
  addresses([], async () => found.map((address) => ({ address, family: 4 })));

describe('addresses of call-backs', () => {
  it.each([
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.100.100.200/latest/meta-data',
    'https://168.63.129.16/',
    'https://0.0.0.0/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://224.0.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
  ])('%s is refused', (url) => {
    expect(nothing.fault(url)).toMatch('not a public address');
  });

  it.each([
    ['ftp://example.org/', 'https'],
    ['file:///etc/passwd', 'https'],
    ['nonsense', 'https'],
    ['http://example.org/', 'https'],
    ['https://user:secret@example.org/', 'no user'],
    ['https://example.org/#part', 'fragment'],
  ])('%s is refused', (url, why) => {
    expect(nothing.fault(url)).toMatch(why);
  });

  it('may be public, by number or by name', () => {
    expect(nothing.fault('https://93.184.216.34/hook')).toBeNull();
    expect(nothing.fault('https://[2606:2800:220:1::]/hook')).toBeNull();
    expect(nothing.fault('https://example.org/hook')).toBeNull();
  });

  it('may lie in a network that the setting names, there over http as well', async () => {
    const guard = addresses(['10.20.0.0/16', '::1/128'], async () => [{ address: '10.20.3.4', family: 4 }]);

    expect(guard.fault('http://10.20.3.4/hook')).toBeNull();
    expect(guard.fault('http://[::1]:4100/hook')).toBeNull();
    expect(guard.fault('http://10.21.0.1/hook')).toMatch('not a public address');
    expect(guard.fault('http://93.184.216.34/hook')).toMatch('https');
    await expect(lookUp(guard, 'hooks.internal', 'http:')).resolves.toHaveLength(1);
  });

  it('are checked when the name is looked up, every one of them', async () => {
    await expect(lookUp(meaning('93.184.216.34'), 'example.org')).resolves.toHaveLength(1);
    await expect(lookUp(meaning('93.184.216.34', '127.0.0.1'), 'example.org')).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    });
    await expect(lookUp(meaning('93.184.216.34'), 'example.org', 'http:')).rejects.toThrow('https');
  });
});
