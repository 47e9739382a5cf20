import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildSchema, type OperationDefinitionNode, parse, validate } from 'graphql';
import { runTool } from './tool';

const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');

const published = read('docs/figures.csv').trim().split('\n').slice(1);
const names = published.map((row) => row.split(',')[0]);
const questions = parse(read('docs/figures.graphql'));
const covered = (questions.definitions as OperationDefinitionNode[]).map(({ name }) =>
  name!.value.replace('_', '.'),
);

describe('the published figures', () => {
  it('are 125, each with its definition and the mechanism behind it', () => {
    expect(new Set(names).size).toBe(125);
    expect(published.filter((row) => !/^[HSDFX]\.\w+,\d+,[HSDFX]\d+,[\d-]{10},[^,]+,/.test(row))).toEqual([]);
  });

  it('are computed by questions that the API can answer', () => {
    const api = buildSchema(read('supergraph.graphql'), { assumeValidSDL: true });

    expect(validate(api, questions).map(({ message }) => message)).toEqual([]);
  });

  it('have one question each', () => {
    expect(covered.toSorted()).toEqual(names.toSorted());
  });
});

describe('npm run figures', () => {
  it('prints definition, published and computed side by side', async () => {
    const { said, code } = await figures(['H.streets'], { H_streets: 2 });

    expect(said).toMatch(/^510522 +H\.streets +street offices \(街道\) with urban communities +2 +2 +OK$/m);
    expect(said).toContain('Computed 1: 1 as published, 0 off');
    expect(code).toBe(0);
  });

  it.each([
    { figure: 'H.streets', published: 'exactly 2', computed: 3, verdict: 'OFF' },
    { figure: 'H.opinions', published: 'over 1 200', computed: 1200, verdict: 'OK' },
    { figure: 'H.opinions', published: 'over 1 200', computed: 1260, verdict: 'OK' },
    { figure: 'H.opinions', published: 'over 1 200', computed: 1199, verdict: 'OFF' },
    { figure: 'H.opinions', published: 'over 1 200', computed: 1261, verdict: 'OFF' },
    { figure: 'S.socialOrganisations', published: 'nearly 11 000', computed: 10_450, verdict: 'OK' },
    { figure: 'S.socialOrganisations', published: 'nearly 11 000', computed: 11_001, verdict: 'OFF' },
    { figure: 'S.socialOrganisations', published: 'nearly 11 000', computed: 10_449, verdict: 'OFF' },
    { figure: 'H.cultureFacilities', published: 'something unclear', computed: 4, verdict: 'SHOWN' },
  ])('judges $computed against $published: $verdict', async ({ figure, computed, verdict }) => {
    const { said, code } = await figures([figure], { [figure.replace('.', '_')]: computed });

    expect(said).toMatch(new RegExp(` ${verdict}$`, 'm'));
    expect(code).toBe(verdict === 'OFF' ? 1 : 0);
  });

  it('counts a figure as off when the gateway refuses to compute it, and says why', async () => {
    const { said, code } = await figures(['H.streets'], {});

    expect(said).toContain('H.streets is off: Nobody knows.');
    expect(code).toBe(1);
  });

  it('says what to do when the gateway does not answer', async () => {
    const { said, code } = await runTool('figures.mjs', [], { GATEWAY_URL: 'http://127.0.0.1:1' });

    expect(said).toMatch(/does not answer.*\n.*npm start.*GATEWAY_URL/);
    expect(code).toBe(1);
  });
});

/** Runs the tool against a gateway that computes these numbers and no others. */
async function figures(args: string[], numbers: Record<string, number>) {
  const gateway = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const operation = /query (\w+)/.exec(body)?.[1] ?? '';
      const number = numbers[operation];
      answer
        .setHeader('content-type', 'application/json')
        .end(
          JSON.stringify(
            number === undefined
              ? { errors: [{ message: 'Nobody knows.' }] }
              : { data: { list: { figure: number } } },
          ),
        );
    });
  });
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
  const { port } = gateway.address() as AddressInfo;
  const answer = await runTool('figures.mjs', args, {
    GATEWAY_URL: `http://127.0.0.1:${port}`,
    GATEWAY_TOKEN: 'anybody',
  });
  gateway.close();
  return answer;
}
