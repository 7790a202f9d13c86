/** What somebody says in a room. */
export interface Draft {
  readonly room: string;
  readonly from: string;
  readonly text: string;
}

/** A message as it is stored: ids are 1, 2, 3 ... in each room. */
export interface Message extends Draft {
  readonly id: number;
  readonly at: string;
}
