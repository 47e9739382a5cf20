import type { Vault } from '@jinlin/privacy';
import { initialsOfPerson, plain } from './reading';

type Hashes = Pick<Vault, 'hash'>;

/** What somebody is found by: the whole name, and all its initials, so that nothing of it shows in the keys. */
interface NameKeys {
  nameHash: Buffer;
  initialsHash: Buffer;
  /** Of a name that is read in two ways. */
  otherInitialsHash: Buffer | null;
}

export function nameKeys(vault: Hashes, name: string): NameKeys {
  const [initials, other] = initialsOfPerson(name);
  return {
    nameHash: hashOfName(vault, name),
    initialsHash: hashOfInitials(vault, initials!),
    otherInitialsHash: other ? hashOfInitials(vault, other) : null,
  };
}

export const hashOfName = (vault: Hashes, name: string) => vault.hash(`name ${plain(name)}`);

export const hashOfInitials = (vault: Hashes, initials: string) => vault.hash(`initials ${initials}`);
