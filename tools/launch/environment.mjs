// The settings that each process is given.
import { root } from '../apps.mjs';

/** Settings for one process; what the person at the terminal has set goes before. */
export function environmentOf({ apps, secrets, urls }, env = process.env) {
  const addresses = Object.fromEntries(
    apps.map(({ name, port }) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${port}`]),
  );
  const shared = { GATEWAY_SECRET: env.GATEWAY_SECRET ?? secrets.gatewaySecret };

  return ({ name, port }) => {
    if (name === 'gateway')
      return {
        ...shared,
        ...addresses,
        PORT: String(port),
        JINLIN_MODE: 'development',
        SIGNING_KEY: JSON.stringify(secrets.signingKey),
        SUPERGRAPH: env.SUPERGRAPH ?? `${root}/supergraph.graphql`,
        METADATA_SERVER_DETECTION: 'none',
      };
    return {
      ...shared,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: urls[name],
      DATABASE_SCHEMA: name,
      DATA_KEY: env.DATA_KEY ?? secrets.dataKey,
      EVENTS_URL_ORGANISATION: env.EVENTS_URL_ORGANISATION ?? (env.ORGANISATION_DATABASE_URL || urls[name]),
      JINLIN_PROGRESS: 'json',
    };
  };
}
