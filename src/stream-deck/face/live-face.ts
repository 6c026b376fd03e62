import type { Accent } from '../../keys/face.js';
import type { GlyphName } from '../../keys/glyphs.js';

/** What a key or dial shows now. */
export interface LiveFace {
  readonly glyph: GlyphName;
  readonly accent?: Accent;
  /** A small picture in the corner: what is done with what the large one shows. */
  readonly badge?: GlyphName;
  /** Small, above: what it is about. */
  readonly caption?: string;
  /** Large: a count or a timer. */
  readonly figure?: string;
  /** What a press does, or what is chosen. */
  readonly title: string;
  /** In several lines, where the picture would be. */
  readonly sentence?: string;
  /** How much of it has passed, from 0 to 1. */
  readonly bar?: number;
  /**
   * `next`: the one key to press next, on a ground in the accent. `chosen`: in a frame. `idle`: a press would be refused
   * now, muted and named so by its caption. `away`: grey, in a dashed frame, the picture struck out. `refused`: in a
   * thick frame.
   */
  readonly state?: 'next' | 'chosen' | 'idle' | 'away' | 'refused';
}
