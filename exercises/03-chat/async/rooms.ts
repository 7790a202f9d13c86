// TODO: who is in which room, and how a message reaches all of them. `sizes` is what `GET /rooms` needs;
// what else it gives is up to you.
export function createRooms() {
  return {
    /** How many members each room has that has any. */
    sizes: (): Map<string, number> => new Map(),
  };
}
