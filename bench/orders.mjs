// The load of intake, a process of its own: sends work orders one by one on many connections, or a file of them in
// batches on a few, until all are answered; counts what became of each.
import { client } from './client.mjs';

const TYPES = ['HELP', 'COMPLAINT', 'CONSULTATION', 'SUGGESTION'];
const TITLES = [
  '楼道灯不亮',
  '井盖破损',
  '占道经营',
  '小区车位不足',
  '雨水倒灌',
  '噪声扰民',
  '电梯停运',
  '消防通道堵塞',
];

/** A work order as a hotline pushes it: two thirds with who asked, half with where it is. */
const order = (number, i, { areas, categories }) => ({
  number,
  category: categories[i % categories.length],
  requestType: TYPES[i % TYPES.length],
  urgency: i % 20 ? 'GENERAL' : 'URGENT',
  title: TITLES[i % TITLES.length],
  description: `市民来电反映：${TITLES[i % TITLES.length]}，希望尽快处理。第${i}件。`,
  areaCode: areas[(i * 7) % areas.length],
  address: `玉兰路${i % 300}号`,
  calledAt: '2026-11-20T09:30:00+08:00',
  acceptedBy: String(8000 + (i % 60)),
  ...(i % 3 && { reporter: { name: '测试人', phone: `139${String(i % 100_000_000).padStart(8, '0')}` } }),
  ...(i % 2 && { longitude: 105.8 + (i % 100) / 1000, latitude: 28.8 + (i % 90) / 1000 }),
});

process.once('message', async ({ url, key, kind, name, count, connections, perSecond, ...places }) => {
  const { hostname, port } = new URL(url);
  const request = (type, body, idempotencyKey) =>
    Buffer.from(
      `POST /hotline/v1/orders HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${key}\r\n` +
        `content-type: ${type}\r\nidempotency-key: ${idempotencyKey}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  const texts = Array.from({ length: count }, (_, i) => JSON.stringify(order(`${name}-${i}`, i, places)));
  const requests =
    kind === 'singles'
      ? texts.map((text, i) => request('application/json', text, `${name}-${i}`))
      : batchesOf(texts).map((lines, i) =>
          request('application/x-ndjson', lines.join('\n'), `${name}-batch-${i}`),
        );

  const latencies = [];
  const answers = {};
  let sent = 0;
  const start = performance.now();
  const isDue = () => !perSecond || sent < ((performance.now() - start) / 1000) * perSecond;
  await new Promise((done) => {
    const next = () => (sent < requests.length && isDue() ? requests[sent++] : undefined);
    const onAnswer = ({ status, body }, ms) => {
      latencies.push(ms);
      for (const line of body.toString().trim().split('\n')) {
        const one = JSON.parse(line);
        const outcome = (one.status ?? status) === 202 ? (one.isNew ? 'new' : 'known') : 'refused';
        answers[outcome] = (answers[outcome] ?? 0) + 1;
      }
      if (latencies.length === requests.length) done();
    };
    const clients = Array.from({ length: connections }, () => client({ hostname, port, next }, onAnswer));
    const wakeAll = () => {
      // In turns, since a server closes connections that are silent for long.
      clients.push(clients.shift());
      for (const { wake } of clients) wake();
    };
    if (perSecond) setInterval(wakeAll, 1);
  });
  const seconds = (performance.now() - start) / 1000;
  const sorted = latencies.sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)];
  const found = { answers, seconds, rate: count / seconds, p50: at(0.5), p99: at(0.99) };
  process.send(found, () => process.exit());
});

const BATCH = 2_000;

const batchesOf = (lines) =>
  Array.from({ length: Math.ceil(lines.length / BATCH) }, (_, i) => lines.slice(i * BATCH, (i + 1) * BATCH));
