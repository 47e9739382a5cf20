import {
  asDialled,
  creditCheckDigit,
  identityCheckDigit,
  isCreditCode,
  isIdentityNumber,
} from './identifiers';
import { scalars } from './scalars';

describe('an identity number (GB 11643)', () => {
  it('has the check digit that the standard shows', () => {
    expect(identityCheckDigit('11010519491231002')).toBe('X');
    expect(isIdentityNumber('11010519491231002X')).toBe(true);
  });

  it.each([
    ['110105194912310021', 'a wrong check digit'],
    ['11010519490231002X', 'a birth date that never was'],
    ['1101051949123100', 'too few digits'],
  ])('is not %s: %s', (text) => {
    expect(isIdentityNumber(text)).toBe(false);
  });
});

describe('a unified social credit code (GB 32100)', () => {
  it('has the check digit that the standard shows', () => {
    expect(creditCheckDigit('91350100M000100Y4')).toBe('3');
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
  });

  it('has no I, O, S, V or Z in it', () => {
    expect(isCreditCode('9135010OM000100Y43')).toBe(false);
  });
});

describe('a telephone number', () => {
  it.each([
    ['+8613800000000', '13800000000'],
    ['8613800000000', '13800000000'],
    ['0830-5551234', '08305551234'],
    ['12345', '12345'],
  ])('written as %s is dialled %s', (written, dialled) => {
    expect(asDialled(written)).toBe(dialled);
  });
});

describe('what a client sends', () => {
  it.each([
    ['DateTime', '2026-02-30T09:00:00Z'],
    ['DateTime', '2026-11-21T09:00:00'],
    ['LocalDate', '2026-02-29'],
    ['LocalDate', '0001-01-01'],
    ['LocalDate', '9999-12-31'],
    ['DateTime', '9999-12-31T09:00:00Z'],
    ['AreaCode', '51052'],
    ['PhoneNumber', '999'],
    ['Money', 1.5],
  ] as const)('is refused as a %s: %s', (name, value) => {
    expect(() => scalars[name].parseValue(value)).toThrow(`This is not`);
  });

  it.each([
    ['AreaCode', '510522001006'],
    ['AreaCode', '210100'],
    ['PhoneNumber', '13800000000'],
    ['PhoneNumber', '12345'],
    ['PhoneNumber', '8251825'],
    ['LocalDate', '2024-02-29'],
    ['Money', 1250],
  ] as const)('is taken as a %s: %s', (name, value) => {
    expect(scalars[name].parseValue(value)).toBe(value);
  });

  it('is not repeated in the refusal, for it may be somebody’s number', () => {
    expect(() => scalars.IdentityNumber.parseValue('110105194912310021')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('1949') }),
    );
  });
});
