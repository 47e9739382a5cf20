import { describeFault, withoutValues } from './fault';
import { logger } from './log';

function written() {
  const lines: string[] = [];
  return { lines, log: logger('test', 'info', { write: (line) => lines.push(line) }) };
}

describe('the log', () => {
  it('never holds what proves who somebody is', () => {
    const { lines, log } = written();
    const headers = {
      authorization: 'Bearer abc',
      cookie: 'abc',
      'x-jinlin-actor': 'abc',
      accept: 'text/html',
    };

    log.info({ headers, request: { headers } }, 'seen');

    expect(lines.join()).not.toContain('abc');
    expect(lines.join()).toContain('text/html');
  });

  it('holds where a fault happened, but not the values it was about', () => {
    const { lines, log } = written();
    const fault = Object.assign(new Error('Key (phone)=(13800000000) already exists: "王芳"'), {
      code: '23505',
      detail: 'Key (phone)=(13800000000)',
      parameters: ['13800000000', '王芳'],
    });

    log.error({ err: fault, traceId: 't1' }, 'fault');

    expect(lines.join()).not.toMatch(/138|王芳/);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 50,
      traceId: 't1',
      err: { type: 'Error', code: '23505', message: 'Key (phone)=(…) already exists: "…"' },
    });
    expect(JSON.parse(lines[0]!).err.stack).toContain('log.spec');
  });
});

test.each([
  ['invalid input syntax for type uuid: "王芳 13800000000"', 'invalid input syntax for type uuid: "…"'],
  ['510522199001011238 and 51052219900101123X', '… and …'],
  ['Port 4000 is in use', 'Port 4000 is in use'],
])('%p is logged as %p', (message, logged) => {
  expect(withoutValues(message)).toBe(logged);
});

test('what was thrown may be anything', () => {
  expect(describeFault('gone')).toMatchObject({ type: 'Error', message: 'gone' });
});
