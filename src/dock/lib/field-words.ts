/** What the calls name a field, and what stands over it on the pages. */
const LABELS: Readonly<Record<string, string>> = {
  map_name: 'Map',
  character_type: 'Character',
  game_mode: 'Game mode',
  extract_location: 'Extract',
  started_at: 'Started',
  matched_at: 'Matched',
  over_at: 'Over',
  ended_at: 'Ended',
  weapon_used: 'Weapon',
};

/** A refusal as who looks at a page reads it: its sentence may name a field as a call does. */
export function withFieldWords(sentence: string): string {
  return sentence
    .replace(/Leave ([a-z_]+) out/, 'Leave $1 empty')
    .replace(/\b[a-z]+_[a-z]+\b/g, (name) => (LABELS[name] === undefined ? name : `“${LABELS[name]}”`));
}
