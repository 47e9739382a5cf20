// The settings that each process is given.
import { root } from '../apps.mjs';

/** Settings for one process, whose socket lies in `folder`; what the person at the terminal has set goes before. */
export function environmentOf({ apps, secrets, urls, folder }, env = process.env) {
  const socketOf = (name) => socketIn(folder, name);
  const addresses = Object.fromEntries(
    apps.flatMap(({ name, port }) => [
      [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${port}`],
      ...(socketOf(name) ? [[`${name.toUpperCase()}_SOCKET`, socketOf(name)]] : []),
    ]),
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
      ...(socketOf(name) && { SOCKET: socketOf(name) }),
      DATABASE_URL: urls[name],
      DATABASE_SCHEMA: name,
      DATA_KEY: env.DATA_KEY ?? secrets.dataKey,
      EVENTS_URL_CASES: env.EVENTS_URL_CASES ?? (env.CASES_DATABASE_URL || urls[name]),
      EVENTS_URL_ORGANISATION: env.EVENTS_URL_ORGANISATION ?? (env.ORGANISATION_DATABASE_URL || urls[name]),
      EVENTS_URL_SERVICES: env.EVENTS_URL_SERVICES ?? (env.SERVICES_DATABASE_URL || urls[name]),
      JINLIN_PROGRESS: 'json',
    };
  };
}

/** A short enough path for a socket, where there are such. */
function socketIn(folder, name) {
  const path = `${folder}/${name}.sock`;
  return process.platform !== 'win32' && Buffer.byteLength(path) < 104 ? path : undefined;
}
