// Receives call-backs: checks that they are ours and fresh, takes each once, and says what happened.
//   WEBHOOK_SECRETS=whsec_… node receiver.mjs
// Node alone is enough. While a secret is being changed, give both: WEBHOOK_SECRETS=whsec_new,whsec_old
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const PORT = Number(process.env.PORT ?? 4100);
const TOLERANCE_SECONDS = 300;
const LARGEST_BODY = 262_144;
const secrets = (process.env.WEBHOOK_SECRETS ?? '').split(',').filter(Boolean);
if (secrets.length === 0) throw new Error('Set WEBHOOK_SECRETS to what Webhook.secrets says.');

// A real receiver keeps these with what it does about the event, in one transaction.
const seen = new Set();

const server = createServer((request, response) => {
  const chunks = [];
  let size = 0;
  request.on('data', (chunk) => {
    size += chunk.length;
    if (size > LARGEST_BODY) request.destroy();
    chunks.push(chunk);
  });
  request.on('end', () => {
    // The signature covers the bytes as they came: check it before anything reads them.
    const body = Buffer.concat(chunks);
    response.writeHead(receive(request.headers, body)).end();
  });
});
server.listen(PORT, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));

function receive(headers, body) {
  const id = headers['webhook-id'] ?? '';
  if (!isOurs(headers, body)) return 401;
  if (seen.has(id)) return 204;

  const { type, subject, sequence, data } = JSON.parse(body);
  console.log(`${type} ${subject} no. ${Number(sequence)}: ${data.from ?? 'nothing'} → ${data.to}`);
  seen.add(id);
  return 204;
}

function isOurs(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !signatures || !/^\d+$/.test(timestamp ?? '')) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;

  const given = signatures.split(' ').flatMap((signature) => {
    const [version, text] = signature.split(',');
    return version === 'v1' && text ? [Buffer.from(text, 'base64')] : [];
  });
  return secrets.some((secret) => {
    const expected = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest();
    return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  });
}
