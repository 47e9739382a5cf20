import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret to sign with, as Standard Webhooks writes it: 32 random bytes in base64. */
export const newSecret = () => PREFIX + randomBytes(32).toString('base64');

export interface Signed {
  id: string;
  at: Date;
  body: string;
  secrets: readonly string[];
}

/** The headers of Standard Webhooks for a delivery, with one signature a secret. */
export function signatureHeaders({ id, at, body, secrets }: Signed) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  };
}
