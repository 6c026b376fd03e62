/** The raids that hold values that cannot be read: a disk has changed them behind the program's back. */
export interface Unreadable {
  /** How many there are. */
  readonly count: number;
  /** The first of them, with their fields; `kills` stands for a value in one of the raid's kills. */
  readonly raids: readonly { readonly raid_id: number; readonly fields: readonly string[] }[];
}

export const ALL_READABLE: Unreadable = { count: 0, raids: [] };

/** So many are named. */
export const MOST_NAMED = 5;

/** "Raid 7 (ended_at) holds a value that cannot be read." */
export function unreadableFinding({ count, raids }: Unreadable): string {
  const named = raids.map(({ raid_id, fields }) => `${raid_id} (${fields.join(', ')})`);
  const more = count > raids.length ? ` and ${count - raids.length} more` : '';
  return count === 1
    ? `Raid ${named.join('')} holds a value that cannot be read.`
    : `${count} raids hold values that cannot be read: ${named.join(', ')}${more}.`;
}

export function unreadableRemedy({ count, raids }: Unreadable): string {
  const which = count === 1 ? `raid ${raids[0]?.raid_id ?? ''}` : 'these raids';
  return `Mend or delete ${which} on the history page. Until then what cannot be read is left out of the figures and of exports.`;
}
