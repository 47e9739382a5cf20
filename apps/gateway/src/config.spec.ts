import { readSettings } from './config';

const SECRET = { GATEWAY_SECRET: 'x'.repeat(32) };
const ISSUER = { JWT_ISSUER: 'https://id.example', JWKS_URL: 'https://id.example/jwks.json' };

describe('the settings', () => {
  it('show nothing in production, and hold clients to a rate', () => {
    expect(readSettings({ ...SECRET, ...ISSUER })).toMatchObject({
      isDevelopment: false,
      INTROSPECTION: false,
      EXPLORER: false,
      RATE_LIMIT: 50,
    });
  });

  it('show everything in development', () => {
    expect(readSettings({ ...SECRET, JINLIN_MODE: 'development' })).toMatchObject({
      isDevelopment: true,
      INTROSPECTION: true,
      EXPLORER: true,
      RATE_LIMIT: 0,
    });
  });

  it.each([
    ['without a secret', { ...ISSUER }, 'GATEWAY_SECRET'],
    ['with a short secret', { ...ISSUER, GATEWAY_SECRET: 'short' }, 'GATEWAY_SECRET'],
    ['without an issuer in production', { ...SECRET }, 'Set JWT_ISSUER and JWKS_URL'],
    [
      'with our own signing key in production',
      { ...SECRET, ...ISSUER, SIGNING_KEY: '{}' },
      'development only',
    ],
    [
      'with development in production',
      { ...SECRET, JINLIN_MODE: 'development', NODE_ENV: 'production' },
      'NODE_ENV',
    ],
  ])('are refused %s', (_, env, reason) => {
    expect(() => readSettings(env)).toThrow(reason);
  });
});
