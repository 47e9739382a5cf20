/** What several kinds of rows can have wrong, with its code. */
export const repeatedInFile = [
  'REPEATED_IN_FILE',
  { en: 'Another row has the same.', zh: '与其他行重复。' },
] as const;

/** What a cell names may be anything, when columns were mixed up: so it is not repeated. */
export const notOnTheBooks = [
  'NOT_FOUND',
  {
    en: 'Nothing on the books within your area bears this.',
    zh: '本辖区内没有与之对应的登记记录。',
  },
] as const;

export const codeFormat = {
  en: 'An area code has 2, 4, 6, 9 or 12 digits, or 12 and local ones.',
  zh: '区划代码为 2、4、6、9 或 12 位数字，或 12 位加本地编码。',
};

export const creditCodeFormat = {
  en: 'A unified social credit code has 18 characters; its check digit (GB 32100) must be right.',
  zh: '统一社会信用代码为 18 位，校验码（GB 32100）须正确。',
};

export const identityFormat = {
  en: 'An identity number has 18 characters; its day of birth and check digit (GB 11643) must be right.',
  zh: '身份证号码为 18 位，出生日期和校验码（GB 11643）须正确。',
};

export const phoneFormat = {
  en: 'A telephone number is a mobile, a landline with area code, or a service number.',
  zh: '电话号码须为手机、带区号的固定电话或服务号码。',
};

export const idFormat = { en: 'It must be an id of this graph.', zh: '须为本图中的编号。' };

/** Whether a text is an id. */
export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
