import { byId, make, makeButton } from './chat-element.js';

const [door, form, rooms, error] = ['door', 'door-form', 'rooms', 'door-error'].map(byId);
const [name, room] = [form.elements.namedItem('name'), form.elements.namedItem('room')];
const key = 'overlap-chat';

/**
 * The room and the name to enter with at once: those of the address, or of this tab before it was
 * loaded again. A link may also be `#tea`, for a room alone.
 */
export function placeOfVisit() {
  const [address, tab] = [readAddress(), recall(() => sessionStorage)];
  if (address.room && address.name) return isPlace(address) ? address : undefined;
  const isSameRoom = address.room === undefined || address.room === tab.room;
  return isSameRoom && !address.name && isPlace(tab) ? tab : undefined;
}

/** Asks for a name and a room; says why, when somebody was sent back here. */
export function openDoor({ enter, reason = '' }) {
  const known = { room: 'lobby', ...recall(() => localStorage), ...readAddress() };
  forgetTab();
  name.value ||= known.name ?? '';
  room.value ||= known.room;
  error.textContent = reason || complaint();
  document.title = 'Chat';
  door.hidden = false;
  (name.value === '' || reason ? name : room).focus();
  void listRooms();
  form.onsubmit = (event) => {
    event.preventDefault();
    door.hidden = true;
    error.textContent = '';
    enter(remember({ room: room.value, name: name.value }));
  };
}

/** Keeps the place for when this tab is loaded again; the address is one to give to friends. */
function remember(place) {
  for (const storage of [() => sessionStorage, () => localStorage]) {
    attempt(() => storage().setItem(key, JSON.stringify(place)));
  }
  history.replaceState(null, '', `?room=${place.room}`);
  return place;
}

function forgetTab() {
  attempt(() => sessionStorage.removeItem(key));
}

const recall = (storage) => attempt(() => JSON.parse(storage().getItem(key))) ?? {};

function readAddress() {
  const hash = location.hash.slice(1);
  const search = new URLSearchParams(location.search);
  const hashed = new URLSearchParams(hash.includes('=') ? hash : { room: hash });
  const read = (field) => search.get(field) || hashed.get(field) || undefined;
  const [room, name] = [read('room'), read('name')];
  return { ...(room && { room }), ...(name && { name }) };
}

const isPlace = ({ room, name }) =>
  [room, name].every((text) => /^[A-Za-z0-9_-]{1,64}$/.test(text ?? ''));

/** What is wrong with a name or a room that came with the address. */
function complaint() {
  const wrong = [name, room].filter((input) => input.value !== '' && !input.checkValidity());
  return wrong.length > 0 ? `This cannot be: ${wrong[0].title} may be used.` : '';
}

async function listRooms() {
  const reply = await fetch('/rooms').catch(() => undefined);
  const answer = await reply?.json().catch(() => undefined);
  const known = answer?.rooms ?? [];
  rooms.hidden = known.length === 0;
  rooms.querySelector('ul').replaceChildren(...known.slice(0, 12).map(makeChoice));
}

function makeChoice({ name: label, members, messages }) {
  const here = members > 0 ? `, ${members} here` : '';
  const count = make('small', '', `${messages} ${messages === 1 ? 'message' : 'messages'}${here}`);
  const button = makeButton(label, () => {
    room.value = label;
    (name.value === '' ? name : form.querySelector('.primary')).focus();
  });
  button.append(' ', count);
  return make('li', '', button);
}

// A browser may refuse to keep anything, and what it kept may not be JSON.
function attempt(action) {
  try {
    return action() ?? undefined;
  } catch {
    return undefined;
  }
}
