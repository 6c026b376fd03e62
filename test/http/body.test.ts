import { describe, expect, it } from 'vitest';
import { BodyShape, MAX_NAMES } from '../../src/http/call/body-shape.js';
import { parseBody } from '../../src/http/call/body.js';

const FORM = 'application/x-www-form-urlencoded';

function fieldsOf(text: string, contentType?: string): unknown {
  const { fields, understood } = parseBody(Buffer.from(text), contentType);
  return understood ? Object.fromEntries(fields) : 'not understood';
}

describe('a body', () => {
  it.each([
    ['{"a":"b"}', 'application/json'],
    ['{"a":"b"}', 'text/plain;charset=UTF-8'],
    ['{"a":"b"}', FORM],
    ['{"a":"b"}', undefined],
    ['  \r\n{"a":"b"}\n', undefined],
    ['\ufeff{"a":"b"}', 'application/json'],
    ['a=b', FORM],
    ['a=b', `${FORM.toUpperCase()}; charset=utf-8`],
  ])('%j under %s has the field a', (text, contentType) => {
    expect(fieldsOf(text, contentType)).toEqual({ a: 'b' });
  });

  it.each([
    ['', undefined],
    ['', 'application/json'],
    ['   ', 'text/plain'],
    ['{}', 'application/json'],
  ])('%j under %s has no fields', (text, contentType) => {
    expect(fieldsOf(text, contentType)).toEqual({});
  });

  it.each([
    ['[object Object]', 'text/plain'],
    ['[1,2]', 'application/json'],
    ['"text"', 'application/json'],
    ['a=b', undefined],
    ['--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--', 'multipart/form-data; boundary=x'],
  ])('%j under %s is no fields at all', (text, contentType) => {
    expect(fieldsOf(text, contentType)).toBe('not understood');
  });

  it.each(['{', '{"a":}', "{'a':'b'}", '{"a":"b"} trailing'])('of broken JSON is refused: %s', (text) => {
    expect(() => fieldsOf(text, 'text/plain')).toThrow(/broken JSON/);
  });

  it('that is no UTF-8 is refused', () => {
    expect(() => parseBody(Buffer.from([0x7b, 0xff, 0xfe]), undefined)).toThrow(/UTF-8/);
  });
});

describe('a body in two pieces', () => {
  const inPieces = (text: string, at: number): string => {
    const shape = new BodyShape();
    const whole = Buffer.from(text);
    const piece = whole.subarray(0, at);
    const part = shape.partOf(piece);
    return Buffer.concat(part === piece ? [part, shape.partOf(whole.subarray(at))] : [part]).toString();
  };
  const everyCut = (text: string): string[] => [
    ...new Set(Array.from({ length: Buffer.byteLength(text) }, (_, at) => inPieces(text, at))),
  ];

  it.each([
    '{"a":"\\\\","b":[1,{"c":"]}\\""}]}',
    ' \ufeff {"a":",,,,[[[[{{{{","b":2}',
    'a=[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[&b="',
  ])('is read as %j wherever it is cut', (text) => {
    expect(everyCut(text)).toEqual([text]);
  });

  it('ends with the last name that counts wherever it is cut', () => {
    const names = (count: number): string =>
      `{${Array.from({ length: count }, (_, index) => `"n${index}":1`).join(',')}}`;
    expect(everyCut(names(MAX_NAMES + 5))).toEqual([names(MAX_NAMES)]);
  });
});
