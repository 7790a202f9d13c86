import { byId, make, makePicture } from './chat-element.js';

const [title, list, unknown] = ['people-title', 'members', 'members-unknown'].map(byId);

/** Shows who is in the room, oneself first. */
export function createMembers(me) {
  let names = new Set();

  return {
    /** All who are here, or nothing where the server cannot tell. */
    set(all) {
      names = new Set(all);
      unknown.hidden = all !== undefined;
      show();
    },
    add(name) {
      names.add(name);
      show();
    },
    remove(name) {
      names.delete(name);
      show();
    },
  };

  function show() {
    const sorted = [...names].sort((one, other) => one.localeCompare(other));
    const others = sorted.filter((name) => name !== me);
    const all = names.has(me) ? [me, ...others] : others;
    title.textContent = all.length > 0 ? `Here now: ${all.length}` : 'Here now';
    list.replaceChildren(...all.map(makeMember));
  }

  function makeMember(name) {
    const label = make('span', 'member-name', name);
    if (name === me) label.append(make('small', '', ' (you)'));
    return make('li', '', makePicture(name), label);
  }
}
