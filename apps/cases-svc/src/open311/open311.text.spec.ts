import { withOffset, written } from './open311.text';

const services = {
  name: 'services',
  value: [{ service_code: '0101', metadata: true, note: null, left_out: undefined, keywords: '' }],
};

describe('an answer of Open311', () => {
  it('keeps its types in JSON, and is text in XML', () => {
    expect(written(services, 'json')).toBe(
      '[{"service_code":"0101","metadata":true,"note":null,"keywords":""}]',
    );
    expect(written(services, 'xml')).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<services><service><service_code>0101</service_code>' +
        '<metadata>true</metadata><note/><keywords></keywords></service></services>\n',
    );
  });

  it('names the members of a list after the list', () => {
    expect(written({ name: 'service_requests', value: [{ lat: 28.8 }] }, 'xml')).toContain(
      '<service_requests><request><lat>28.8</lat></request></service_requests>',
    );
  });

  it('holds any text that people write', () => {
    const text = (value: string) => written({ name: 'description', value }, 'xml');

    expect(text('a < b & "c" > d')).toContain('a &lt; b &amp; &quot;c&quot; &gt; d');
    expect(text('楼道\u0000灯😀\uD800\u000B不亮')).toContain('<description>楼道灯😀不亮</description>');
    expect(text(']]> <!-- ')).toContain(']]&gt; &lt;!-- ');
  });

  it('tells times with their offset', () => {
    expect(withOffset(new Date('2026-11-22T18:30:05.999Z'))).toBe('2026-11-23T02:30:05+08:00');
  });
});
