import { encodeActor, isSigned, sign } from './index';

const SECRET = 'a secret that only the gateway and the services have';
const NOW = Date.UTC(2026, 10, 21);
const actor = encodeActor({
  id: 'clerk',
  role: 'HOTLINE_CLERK',
  areaId: null,
  unitId: null,
  personId: null,
  scopes: [],
});
const signature = sign(SECRET, actor, '{"query":"{ a }"}', NOW);

describe('the gateway’s signature', () => {
  it('holds for the request that it was made for', () => {
    expect(isSigned(SECRET, signature, actor, '{"query":"{ a }"}', NOW + 5_000)).toBe(true);
  });

  it.each([
    ['another actor', SECRET, signature, '', '{"query":"{ a }"}', NOW],
    ['another body', SECRET, signature, actor, '{"query":"{ b }"}', NOW],
    ['another secret', 'x'.repeat(40), signature, actor, '{"query":"{ a }"}', NOW],
    ['a minute later', SECRET, signature, actor, '{"query":"{ a }"}', NOW + 60_000],
    ['no signature', SECRET, '', actor, '{"query":"{ a }"}', NOW],
    ['nonsense', SECRET, 'never.mind', actor, '{"query":"{ a }"}', NOW],
  ])('does not hold for %s', (_, secret, given, header, body, now) => {
    expect(isSigned(secret, given, header, body, now)).toBe(false);
  });
});
