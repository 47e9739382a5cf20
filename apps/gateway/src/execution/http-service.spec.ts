import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { logger } from '@jinlin/server';
import { Histogram } from 'prom-client';
import { HttpService } from './http-service';
import { Patience } from './patience';

const ends: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(ends.splice(0).map((end) => end())));

/** A service that answers as told, one answer a request. */
async function aService(...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]) {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    answers[Math.min(asked, answers.length - 1)]!(request, response);
    asked += 1;
  }).listen(0);
  const service = new HttpService({
    name: 'cases',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    secret: 'x'.repeat(32),
    duration: new Histogram({ name: 'd', help: 'd', labelNames: ['subgraph', 'outcome'], registers: [] }),
    log: logger('test', 'silent'),
  });
  ends.push(async () => {
    server.closeAllConnections();
    server.close();
    await service.close();
  });
  return { service, count: () => asked };
}

const asker = (ms = 5_000) => {
  const patience = new Patience(Date.now() + ms);
  ends.push(async () => patience.end('GONE'));
  return { actor: '', language: 'en', requestId: 'call-7', patience };
};

const json = (_: IncomingMessage, response: ServerResponse) => response.end('{"data":{"ok":true}}');
const breakOff = ({ socket }: IncomingMessage) => socket.destroy();

const unavailable = { extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'cases' } };

describe('a service', () => {
  it('is asked a query again when the connection broke under it', async () => {
    const { service, count } = await aService(breakOff, json);

    expect(await service.ask('{}', asker(), true)).toEqual({ data: { ok: true } });
    expect(count()).toBe(2);
  });

  it('is not asked an act again: it may have been done', async () => {
    const { service, count } = await aService(breakOff, json);

    await expect(service.ask('{}', asker(), false)).rejects.toMatchObject(unavailable);
    expect(count()).toBe(1);
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['answers with a fault', (_, response) => response.writeHead(500).end('{}')],
    ['answers what is no JSON', (_, response) => response.end('<html>')],
    ['breaks off again and again', breakOff],
    [
      'breaks off in the middle',
      (_, response) =>
        response.writeHead(200, { 'content-length': 100 }).write('{"da', () => response.destroy()),
    ],
  ])('that %s is unavailable', async (_, answer) => {
    const { service } = await aService(answer);

    await expect(service.ask('{}', asker(), true)).rejects.toMatchObject(unavailable);
  });

  it('is too late after the deadline', async () => {
    const { service } = await aService(() => {});

    await expect(service.ask('{}', asker(50), true)).rejects.toMatchObject({
      extensions: { code: 'DEADLINE_EXCEEDED' },
    });
  });

  it('is given up at the deadline also when all connections to it are taken', async () => {
    const { service } = await aService(() => {});
    const many = Array.from({ length: 100 }, () =>
      service.ask('{}', asker(200), true).catch(() => 'given up'),
    );

    const start = performance.now();

    expect(new Set(await Promise.all(many))).toEqual(new Set(['given up']));
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('is not even asked once nobody waits', async () => {
    const { service, count } = await aService(json);
    const gone = asker();
    gone.patience.end('GONE');

    await expect(service.ask('{}', gone, true)).rejects.toMatchObject({
      extensions: { code: 'DEADLINE_EXCEEDED' },
    });
    expect(count()).toBe(0);
  });

  it('says whether it is ready', async () => {
    const [ready, waiting] = await Promise.all([
      aService(json),
      aService((_, response) => response.writeHead(503).end()),
    ]);

    expect([await ready.service.isReady(), await waiting.service.isReady()]).toEqual([true, false]);
  });
});
