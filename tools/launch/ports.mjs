// Where each process listens, and what to say when somebody else does already.
import { Complaint } from './complaint.mjs';
import { listenerOn } from './process-table.mjs';

/** `--port 5000` moves the gateway there and the subgraphs to the numbers after it; settings move them one by one. */
export const placed = (apps, { port }, env = process.env) =>
  apps.map((app) => ({
    ...app,
    port: numberOf(env[settingOf(app)] ?? (port === undefined ? app.port : offset(port, app, apps)), app),
  }));

export const settingOf = ({ name }) => (name === 'gateway' ? 'PORT' : `${name.toUpperCase()}_PORT`);

const offset = (port, app, apps) => Number(port) + app.port - Math.min(...apps.map((each) => each.port));

function numberOf(value, app) {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Complaint(`The port of ${app.app} should be a number from 1 to 65535, not "${value}".`);
}

export async function checkPorts(apps, isFree) {
  for (const { app, port } of apps)
    if (await isRefusedByBrowsers(port))
      throw new Complaint(
        `Browsers refuse to go to port ${port}, wanted by ${app}. Choose another: npm start -- --port 5000`,
      );

  const taken = [];
  for (const app of apps) if (!(await isFree(app.port))) taken.push(app);
  if (taken.length === 0) return;

  const lines = taken.map(
    ({ app, port }) =>
      `Port ${port}, wanted by ${app}, is in use by ${listenerOn(port) ?? 'another process'}.`,
  );
  throw new Complaint(
    lines.join('\n'),
    `End that process, or choose other ports: npm start -- --port 5000 (settings: ${taken.map(settingOf).join(', ')})`,
  );
}

/** Some ports belong to other protocols (6000 is X11's); fetch, here as in browsers, does not even try them. */
const isRefusedByBrowsers = (port) =>
  fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(500) }).then(
    () => false,
    ({ cause }) => cause?.message === 'bad port',
  );
