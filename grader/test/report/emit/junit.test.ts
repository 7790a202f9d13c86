import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { junit } from '../../../src/report/emit/junit.ts';
import { cases, hostile, mixed, part, unfinished } from './cases.ts';

const parser = new DOMParser({
  onError: (level, message) => {
    throw new Error(`${level}: ${message}`);
  },
});

function elementsOf(text: string, name: string) {
  return Array.from(parser.parseFromString(text, 'text/xml').getElementsByTagName(name));
}

const allowed = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const order: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['testsuite'],
  testsuite: ['properties', 'testcase'],
  testcase: ['properties', 'failure', 'error', 'skipped'],
  properties: ['property'],
};

describe.each(cases)('%s', (_, results) => {
  const text = junit.emit(results, {});

  test('is well-formed XML without forbidden characters', () => {
    expect(text).toMatch(allowed);
    expect(elementsOf(text, 'testsuites')).toHaveLength(1);
  });

  test('has the elements that readers know, and counts them', () => {
    for (const element of elementsOf(text, '*')) {
      const children = Array.from(element.childNodes).filter(({ nodeType }) => nodeType === 1);
      for (const { nodeName } of children) expect(order[element.nodeName]).toContain(nodeName);
    }
    for (const suite of elementsOf(text, 'testsuite')) {
      const counted = (name: string) => String(suite.getElementsByTagName(name).length);
      expect(suite.getAttribute('tests')).toBe(counted('testcase'));
      expect(suite.getAttribute('failures')).toBe(counted('failure'));
      expect(suite.getAttribute('errors')).toBe(counted('error'));
      expect(suite.getAttribute('skipped')).toBe(counted('skipped'));
    }
  });
});

test('looks as it did', async () => {
  await expect(junit.emit([mixed, part], {})).toMatchFileSnapshot('golden/junit.txt');
});

test('points are properties, and add up', () => {
  const text = junit.emit([mixed], {});

  const scores = elementsOf(text, 'testcase')
    .flatMap((element) => Array.from(element.getElementsByTagName('property')))
    .filter((property) => property.getAttribute('name') === 'score')
    .map((property) => Number(property.getAttribute('value')));

  expect(scores).toEqual([0, 6, 4, 0, 0, 0, 5]);
  expect(valueOf(text, 'earned')).toBe('10');
  expect(valueOf(text, 'bonus')).toBe('5');
  expect(valueOf(text, 'undecided')).toBe('15');
});

test('undecided checks are skipped and marked, never failures', () => {
  const text = junit.emit([mixed], {});

  const [inconclusive] = elementsOf(text, 'skipped');

  expect(inconclusive!.getAttribute('message')).toMatch(/^inconclusive: expected 502/);
});

test('a grading that is not over says so', () => {
  expect(valueOf(junit.emit([unfinished], {}), 'complete')).toBe('false');
});

describe('a hostile program', () => {
  const text = junit.emit([hostile], {});

  test('forges no test case', () => {
    expect(elementsOf(text, 'testcase')).toHaveLength(hostile.checks.length);
    expect(text).not.toContain(']]>');
  });

  test('leaves no ANSI behind', () => {
    expect(text).not.toContain('[31m');
    expect(text).toContain('says red');
  });
});

function valueOf(text: string, name: string): string | null | undefined {
  return elementsOf(text, 'property')
    .find((property) => property.getAttribute('name') === name)
    ?.getAttribute('value');
}
