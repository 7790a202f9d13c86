import { byId, make, makePicture, tint } from './chat-element.js';

const [scroll, log, empty, jump] = ['scroll', 'log', 'empty', 'jump'].map(byId);
const list = log.querySelector('ol');
/** Somebody who is this near to the end is reading along. */
const nearPx = 80;
const sameBreathMs = 5 * 60_000;
let isFollowing = true;
let lastTop = 0;

scroll.addEventListener('scroll', () => {
  // Only a reader goes back; the end also runs away by itself when there is less room.
  if (isAtEnd()) follow();
  else if (scroll.scrollTop < lastTop) isFollowing = false;
  lastTop = scroll.scrollTop;
});
jump.addEventListener('click', toEnd);
// A notice, a longer draft or the keyboard of a phone leaves less room for the conversation.
new ResizeObserver(() => {
  if (isFollowing) toEnd();
}).observe(scroll);

/** Shows what was said, oldest first, and stays at the end as long as the reader is there. */
export function createLog(me) {
  let previous;
  let day;
  list.replaceChildren();
  empty.hidden = false;
  toEnd();

  return {
    /** What was said before one came is not read aloud; what is said from now on is. */
    addHistory(messages) {
      log.ariaLive = 'off';
      keepPlace(() => messages.forEach(add));
      setTimeout(() => {
        log.ariaLive = 'polite';
      });
    },
    add: (message) => keepPlace(() => add(message)),
    /** A line that nobody has said. */
    note(text) {
      previous = undefined;
      keepPlace(() => list.append(make('li', 'note', text)));
    },
    clear() {
      previous = day = undefined;
      list.replaceChildren();
    },
  };

  function add(message) {
    empty.hidden = true;
    if (day !== dayOf(message.at)) {
      day = dayOf(message.at);
      list.append(make('li', 'day', day));
    }
    const item = makeMessage(message, { isOwn: message.from === me });
    item.classList.toggle('goes-on', goesOn(previous, message));
    list.append(item);
    previous = message;
  }
}

/** Changes the conversation; whoever reads further up stays there and is told. */
export function keepPlace(change) {
  const count = list.childElementCount;
  change();
  if (isFollowing) toEnd();
  else if (list.childElementCount > count) jump.hidden = false;
}

const isAtEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearPx;

/** Shows the end of the conversation. */
export function toEnd() {
  follow();
  scroll.scrollTop = scroll.scrollHeight;
}

function follow() {
  isFollowing = true;
  jump.hidden = true;
}

function makeMessage({ from, text, at }, { isOwn }) {
  const time = make('time', '', timeOf(at));
  time.dateTime = at;
  const head = make('p', 'head', tint(make('strong', 'from', from), from), ' ', time);
  const body = make('p', 'text', text);
  // Hebrew or Arabic runs its own way, and turns nothing round outside of itself.
  body.dir = 'auto';
  const item = make('li', 'message', makePicture(from), make('div', 'bubble', head, body));
  item.classList.toggle('own', isOwn);
  return item;
}

const goesOn = (previous, { from, at }) =>
  previous?.from === from && new Date(at) - new Date(previous.at) < sameBreathMs;

const timeOf = (at) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

function dayOf(at) {
  const day = new Date(at).toDateString();
  if (day === new Date().toDateString()) return 'Today';
  return new Date(at).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
}
