/** Stable ids of rule refusals; the outside (HTTP, deck keys) tells errors apart by these alone. */
export type RuleCode =
  | 'bad-input'
  | 'not-found'
  | 'no-open-raid'
  | 'no-open-session'
  | 'not-in-raid'
  | 'raid-already-open'
  | 'nothing-to-undo'
  | 'nothing-to-redo'
  | 'too-old-to-undo'
  | 'undo-conflict';

/** A command that the rules refuse. `message` is one plain sentence that says what to press instead. */
export class RuleError extends Error {
  readonly code: RuleCode;
  /** Field by field, where single fields are at fault. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: RuleCode, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'RuleError';
    this.code = code;
    this.fields = fields;
  }
}
