import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from 'node:crypto';

/** Seals personal data at rest and finds it again without reading it. */
export interface Vault {
  /** AES-256-GCM: nonce (12 bytes), tag (16), then the text. Sealing the same text twice gives different bytes. */
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
  /** A keyed hash (HMAC-SHA256): equal texts have equal hashes, and nobody without the key can guess them. */
  hash(text: string): Buffer;
}

/** Makes a vault of a key of 32 bytes in base64; refuses any other length. */
export function vault(dataKey: string): Vault {
  const key = Buffer.from(dataKey, 'base64');
  if (key.length !== 32) throw new Error(`DATA_KEY must be 32 bytes in base64; it is ${key.length}.`);
  const hashKey = createHmac('sha256', key).update('search').digest();
  const nonces = freshNonces();

  return {
    seal(text) {
      const nonce = nonces();
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed) {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      cipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
    },
    hash: (text) => createHmac('sha256', hashKey).update(text).digest(),
  };
}

/** Random nonces, a thousand drawn at a time: one by one they cost more than the sealing itself. */
function freshNonces() {
  const pool = Buffer.alloc(NONCE * 1024);
  let used = pool.length;

  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += NONCE;
    return Buffer.from(pool.subarray(used - NONCE, used));
  };
}

const NONCE = 12;

const COMPOUND_SURNAMES =
  /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|宇文|长孙|端木|百里|南宫|轩辕)/;

/** 张三丰 → 张**, 欧阳修 → 欧阳*: the surname stays, the given name goes. */
export function maskName(name: string) {
  const kept = COMPOUND_SURNAMES.test(name) ? 2 : 1;
  return name.slice(0, kept) + '*'.repeat(Math.max(1, [...name].length - kept));
}

/** 13812345678 → 138****5678; shorter numbers keep their first and last two digits. */
export const maskPhone = (phone: string) =>
  phone.length >= 11
    ? `${phone.slice(0, phone.length - 8)}****${phone.slice(-4)}`
    : `${phone.slice(0, 2)}${'*'.repeat(Math.max(1, phone.length - 4))}${phone.slice(-2)}`;

/** An identity number keeps its area (6) and its last four. */
export const maskIdentity = (number: string) => `${number.slice(0, 6)}********${number.slice(-4)}`;
