import type * as z from 'zod';

/** What people call the schema's kinds of value. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  object: 'an object in { }',
  record: 'an object in { }',
  array: 'a list in [ ]',
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** How the library's own messages begin; a rule with words of its own has begun otherwise. */
const NOT_OURS = /^(?:Too |Invalid |Unrecognized )/;

/** What is wrong, to complete "<name> …": the rule's own words, else the library's complaint in plain ones. */
export function plainIssue(issue: z.core.$ZodIssue): string {
  if (!NOT_OURS.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KIND_WORDS[issue.expected] ?? `a ${issue.expected}`}`;
    case 'too_small':
      return bounded(issue.origin, 'at least', issue.minimum, issue.inclusive !== false);
    case 'too_big':
      return bounded(issue.origin, 'at most', issue.maximum, issue.inclusive !== false);
    case 'invalid_value':
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'unrecognized_keys':
      return `has the unknown name "${issue.keys[0] ?? ''}"`;
    case 'invalid_key':
      return 'has a name that cannot be used';
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_element':
    case 'custom':
      return 'is not valid';
  }
}

function bounded(
  origin: string,
  words: 'at least' | 'at most',
  bound: number | bigint,
  isIncluded: boolean,
): string {
  if (origin === 'string') return `must have ${words} ${bound} characters`;
  if (origin === 'array') return `must list ${words} ${bound}`;
  if (isIncluded) return `must be ${words} ${bound}`;
  return `must be ${words === 'at least' ? 'more' : 'less'} than ${bound}`;
}
