import { stayConnected } from './chat-connection.js';
import { byId } from './chat-element.js';
import { createLog } from './chat-log.js';
import { createMembers } from './chat-members.js';
import { createOutbox } from './chat-outbox.js';

const [chat, form, text, textError] = ['chat', 'composer', 'text', 'text-error'].map(byId);
const [notice, pause, retry, transport] = ['notice-text', 'notice-pause', 'retry', 'transport'].map(
  byId,
);
const send = form.querySelector('button');
const longestText = 16_000;
const longestFrame = 65_536;

/** Shows a room and stays in it until its visitor leaves, or cannot enter at all. */
export function enterRoom({ room, name }, { leave }) {
  const log = createLog(name);
  const members = createMembers(name);
  const outbox = createOutbox({ sayAgain: say, edit: (draft) => fill(draft) });
  let wasInside = false;
  let isConnected = false;
  let unread = 0;

  const hearing = {
    welcome(frame) {
      setConnected(true);
      transport.textContent = frame.transport;
      tell('');
      members.set(frame.members);
      for (const message of frame.messages) if (message.from === name) outbox.hear(message);
      if (wasInside) {
        log.note('Connected again.');
        frame.messages.forEach(log.add);
      } else {
        log.addHistory(frame.messages);
      }
      wasInside = true;
    },
    message(message) {
      log.add(message);
      if (message.from === name) outbox.hear(message);
      else if (document.hidden) setUnread(unread + 1);
    },
    ack: ({ ref, id }) => outbox.acknowledge(ref, id),
    rejected: ({ ref, reason }) => outbox.reject(ref, reason),
    joined(frame) {
      members.add(frame.name);
      log.note(`${frame.name} came in`);
    },
    left(frame) {
      members.remove(frame.name);
      log.note(`${frame.name} left`);
    },
    error: ({ reason }) => log.note(`The server did not understand: ${reason}`),
    lost({ reason, pauseMs }) {
      setConnected(false);
      outbox.lose();
      const why = reason ? ` (${reason})` : '';
      tell(`${wasInside ? 'Connection lost' : 'No connection'}${why}, trying again …`, pauseMs);
    },
    refused({ code, reason }) {
      setConnected(false);
      outbox.lose();
      const why = explain(code, reason);
      if (wasInside) tell(`${why} If it was you, the server may not know yet that you were away.`);
      else end(why);
    },
    restarted() {
      log.clear();
      log.note('The server has begun a new history.');
    },
  };

  show();
  const connection = stayConnected({ room, name }, (event) => hearing[event.type](event));

  function show() {
    chat.hidden = false;
    byId('title').textContent = `#${room}`;
    byId('me').textContent = name;
    members.set([]);
    setConnected(false);
    setUnread(0);
    tell('Connecting …');
    retry.hidden = true;
    text.value = '';
    text.focus();
    retry.onclick = () => connection.tryNow();
    byId('leave').onclick = () => end();
    text.oninput = () => complain('');
    text.onkeydown = (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      submit();
    };
    document.onvisibilitychange = () => setUnread(0);
  }

  function submit() {
    const draft = text.value.toWellFormed();
    if (draft.trim() === '') return;
    if (!isConnected) complain('There is no connection now. Your text stays here.');
    else if (isTooLong(draft)) complain(`A message has at most ${longestText} characters.`);
    else {
      text.value = '';
      complain('');
      say(draft);
    }
  }

  function say(draft) {
    if (isConnected) connection.say(outbox.add(draft), draft);
    else fill(draft);
  }

  /** Puts a text back where it was written, below what stands there. */
  function fill(draft) {
    text.value = [text.value, draft].filter((part) => part !== '').join('\n');
  }

  function end(reason) {
    connection.close();
    document.onvisibilitychange = null;
    chat.hidden = true;
    leave(reason);
  }

  function setConnected(isNow) {
    isConnected = isNow;
    chat.classList.toggle('is-away', !isNow);
    // Not `disabled`: that would take the focus away from whoever was about to press it.
    send.ariaDisabled = String(!isNow);
    if (isNow) complain('');
    else transport.textContent = '';
  }

  function setUnread(count) {
    unread = count;
    document.title = `${count > 0 ? `(${count}) ` : ''}#${room}, chat`;
  }
}

/** Shows a notice, and when the next attempt comes; an empty one hides it. */
function tell(words, pauseMs) {
  // The same words are not read aloud again.
  if (notice.textContent !== words) notice.textContent = words;
  pause.textContent = pauseMs === undefined ? '' : `in ${(pauseMs / 1000).toFixed(1)} s`;
  retry.hidden = words === '';
}

function complain(words) {
  textError.textContent = words;
  text.ariaInvalid = String(words !== '');
}

function explain(code, reason) {
  if (code === 4409) return 'Somebody in this room has this name already.';
  return `The server does not take this name or room${reason ? `: ${reason}` : ''}.`;
}

function isTooLong(draft) {
  // What the frame has around the text fits into a hundred bytes.
  const bytes = new TextEncoder().encode(JSON.stringify(draft)).length + 100;
  return Array.from(draft).length > longestText || bytes > longestFrame;
}
