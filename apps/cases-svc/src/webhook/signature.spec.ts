import { Webhook as Receiver } from 'standardwebhooks';
import { newSecret, signatureHeaders } from './signature';

const delivery = { id: 'd1', at: new Date(), body: '{"type":"cn.jinlin.case.open"}' };

describe('the signature of a delivery', () => {
  it('is one that the library of Standard Webhooks takes, under either of two secrets', () => {
    const [newer, older] = [newSecret(), newSecret()];
    const headers = signatureHeaders({ ...delivery, secrets: [newer, older] });

    for (const secret of [newer, older])
      expect(new Receiver(secret).verify(delivery.body, headers)).toEqual({ type: 'cn.jinlin.case.open' });
    expect(() => new Receiver(newSecret()).verify(delivery.body, headers)).toThrow();
  });

  it('holds for no other body, id or time', () => {
    const secret = newSecret();
    const receiver = new Receiver(secret);
    const headers = signatureHeaders({ ...delivery, secrets: [secret] });
    const older = signatureHeaders({ ...delivery, at: new Date(Date.now() - 600_000), secrets: [secret] });

    expect(() => receiver.verify(`${delivery.body} `, headers)).toThrow();
    expect(() => receiver.verify(delivery.body, { ...headers, 'webhook-id': 'd2' })).toThrow();
    expect(() => receiver.verify(delivery.body, older)).toThrow();
  });

  it('is the one that the standard prints', () => {
    const headers = signatureHeaders({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    });

    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
