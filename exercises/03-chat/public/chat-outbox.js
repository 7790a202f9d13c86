import { byId, make, makeButton } from './chat-element.js';
import { keepPlace, toEnd } from './chat-log.js';

const list = byId('outbox');
let refs = 0;

const states = {
  pending: () => 'being moderated …',
  accepted: () => 'accepted',
  rejected: (reason) => `Not said: ${reason}`,
  unsure: () => 'The connection was lost before an answer came: it may have been said, or not.',
};

/** Shows one's own messages until they are said, or until one has read why they are not. */
export function createOutbox({ sayAgain, edit }) {
  const entries = new Map();
  /** One's own messages that were heard while something was pending, and not yet acknowledged. */
  let unclaimed = [];
  list.replaceChildren();

  return {
    /** Shows a text as being moderated; returns the `ref` to send it under. */
    add(text) {
      const ref = String((refs += 1));
      const state = make('p', 'state');
      state.role = 'status';
      const body = make('p', 'text', text);
      body.dir = 'auto';
      const item = make('li', '', make('div', 'bubble', body, state, make('p', 'choices')));
      entries.set(ref, { ref, text, item });
      list.append(item);
      show(ref, 'pending');
      toEnd();
      return ref;
    },
    /** The message was stored under this id; it is done when it was also heard. */
    acknowledge(ref, id) {
      const entry = entries.get(ref);
      if (entry === undefined) return;
      if (claim((message) => message.id === id)) remove(ref);
      else show(ref, 'accepted', { id });
    },
    reject(ref, reason) {
      if (!entries.has(ref)) return;
      show(ref, 'rejected', { reason });
      offer(ref, 'Edit', () => edit(entries.get(ref).text));
      offer(ref, 'Dismiss');
    },
    /** The connection broke: nobody will tell any more what became of what is pending. */
    lose() {
      for (const { ref, text, state } of [...entries.values()]) {
        if (state !== 'pending') continue;
        if (claim((message) => message.text === text)) remove(ref);
        else doubt(ref, text);
      }
    },
    /** One of one's own messages was heard. */
    hear(message) {
      const isIt = ({ id, state, text }) =>
        id === message.id || (state === 'unsure' && text === message.text);
      const entry = [...entries.values()].find(isIt);
      if (entry) remove(entry.ref);
      else if (entries.size > 0) unclaimed.push(message);
    },
  };

  // Said again only when its author wants that: it may have been said already.
  function doubt(ref, text) {
    show(ref, 'unsure');
    offer(ref, 'Send again', () => sayAgain(text));
    offer(ref, 'Dismiss');
  }

  function show(ref, state, { id, reason } = {}) {
    const entry = Object.assign(entries.get(ref), { id, state });
    entry.item.className = `message own ${state}`;
    keepPlace(() => {
      entry.item.querySelector('.state').textContent = states[state](reason);
      entry.item.querySelector('.choices').replaceChildren();
    });
  }

  function offer(ref, label, act) {
    const press = () => {
      act?.();
      remove(ref);
      byId('text').focus();
    };
    keepPlace(() => {
      entries.get(ref).item.querySelector('.choices').append(makeButton(label, press));
    });
  }

  function claim(isIt) {
    const index = unclaimed.findIndex(isIt);
    if (index >= 0) unclaimed.splice(index, 1);
    return index >= 0;
  }

  function remove(ref) {
    entries.get(ref)?.item.remove();
    entries.delete(ref);
    if (entries.size === 0) unclaimed = [];
  }
}
