import { maskIdentity, maskName, maskPhone, vault } from './index';

const safe = vault(Buffer.alloc(32, 1).toString('base64'));

describe('personal data', () => {
  it('is sealed so that only the key opens it, and differently each time', () => {
    const sealed = safe.seal('张安宁');

    expect(safe.open(sealed)).toBe('张安宁');
    expect(safe.seal('张安宁')).not.toEqual(sealed);
    expect(() => vault(Buffer.alloc(32, 2).toString('base64')).open(sealed)).toThrow();
  });

  it('is found again by a keyed hash', () => {
    expect(safe.hash('15400001234')).toEqual(safe.hash('15400001234'));
    expect(vault(Buffer.alloc(32, 2).toString('base64')).hash('15400001234')).not.toEqual(
      safe.hash('15400001234'),
    );
  });

  it('is not sealed with a key of the wrong length', () => {
    expect(() => vault('c2hvcnQ=')).toThrow('DATA_KEY must be 32 bytes in base64; it is 5.');
  });

  it.each([
    [maskName, '张三', '张*'],
    [maskName, '张安宁', '张**'],
    [maskName, '欧阳安宁', '欧阳**'],
    [maskPhone, '13812345678', '138****5678'],
    [maskPhone, '8251825', '82***25'],
    [maskIdentity, '11010519491231002X', '110105********002X'],
  ])('is shown masked', (mask, clear, shown) => {
    expect(mask(clear)).toBe(shown);
  });
});
