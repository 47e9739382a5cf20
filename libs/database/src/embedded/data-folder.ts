import { serverAccount } from './account';
import { nativeFolder } from './binaries';
import { dataOf } from './cluster';
import { homeOf } from './home';

/** Where the server that is kept in a folder has its data, and whose they must be. */
export function dataFolder(folder: string) {
  const account = serverAccount();
  const home = homeOf(folder, nativeFolder(), account);
  return { home: home.path, data: dataOf(home), account };
}
