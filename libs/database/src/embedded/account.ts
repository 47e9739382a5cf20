import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account that PostgreSQL runs under; empty when that is simply our own. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, so there it borrows an account that every system has. None is ever created. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};

  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['nobody', 'daemon', 'www-data']
    .map((wanted) => accounts.find(([name]) => name === wanted))
    .find((account) => account !== undefined);
  if (!found)
    throw new Error(
      'PostgreSQL does not run as root, and no account "nobody" or "daemon" was found to run it.',
    );

  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Whether the account may pass through every folder on the way to this one. */
export function canEnter(folder: string, { uid }: Account): boolean {
  if (uid === undefined) return true;

  const passable = (path: string): boolean => {
    const { mode, uid: owner } = statSync(path);
    const open = (mode & 0o001) !== 0 || (owner === uid && (mode & 0o100) !== 0);
    return open && (dirname(path) === path || passable(dirname(path)));
  };
  return passable(realpathSync(folder));
}
