import { vault } from '@jinlin/privacy';
import { nameKeys } from './name-keys';
import { gramsOf, gramsWanted, initialsOf, initialsOfPerson, plain } from './reading';

describe('the initials of a name', () => {
  it.each([
    ['百花亭社区', 'bhtsq'],
    ['第12网格', 'd12wg'],
    ['A区3号楼', 'aq3hl'],
    ['ＡＢ小区', 'abxq'],
    ['都匀市', 'dys'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)[0]).toBe(initials);
  });

  it('are kept for every way in which one of its characters is read', () => {
    expect(initialsOf('重庆路')).toEqual(['cql', 'zql']);
    expect(initialsOf('长安街')).toEqual(expect.arrayContaining(['caj', 'zaj']));
  });

  it.each([
    ['单明秋', 'smq'],
    ['曾永福', 'zyf'],
    ['仇英', 'qy'],
    ['尉迟安宁', 'ycan'],
    ['张', 'z'],
  ])('of somebody called %s begin as the surname is read: %s', (name, initials) => {
    expect(initialsOfPerson(name)[0]).toBe(initials);
  });

  it('are few, however long the name and whatever is in it', () => {
    expect(initialsOf('重'.repeat(50)).length).toBeLessThanOrEqual(8);
    for (const name of ['', '🏠', '\u202eabc', '𠮷野', '* ; --'])
      expect(() => initialsOf(name)).not.toThrow();
  });
});

describe('what is compared', () => {
  it('is small letters without anything between them', () => {
    expect(plain(' Ａ 区（一）·3号\u200b\u0000 ')).toBe('a区一3号');
  });

  it('is found by its pairs of characters, and by its first alone', () => {
    expect(gramsOf('百花亭')).toEqual(['^百', '百花', '花亭']);
    expect(gramsWanted('花亭')).toEqual(['花亭']);
    expect(gramsWanted('百')).toEqual(['^百']);
  });
});

describe('the keys of a name', () => {
  it('tell nothing of it, and are the same for the same name', () => {
    const one = vault(Buffer.alloc(32, 1).toString('base64'));
    const other = vault(Buffer.alloc(32, 2).toString('base64'));

    expect(nameKeys(one, '张明秋')).toEqual(nameKeys(one, ' 张明秋 '));
    expect(nameKeys(one, '张明秋')).not.toEqual(nameKeys(other, '张明秋'));
    expect(nameKeys(one, '张明秋').nameHash).toHaveLength(32);
    expect(nameKeys(one, '张乐').otherInitialsHash).not.toBeNull();
  });
});
