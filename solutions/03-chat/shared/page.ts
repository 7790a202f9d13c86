import { readFileSync } from 'node:fs';

const script = 'text/javascript';

/** The files of the chat page, by the path that a browser asks for. */
export const page = {
  '/': file('index.html', 'text/html'),
  '/chat.css': file('chat.css', 'text/css'),
  '/chat.js': file('chat.js', script),
  '/chat-connection.js': file('chat-connection.js', script),
  '/chat-door.js': file('chat-door.js', script),
  '/chat-element.js': file('chat-element.js', script),
  '/chat-log.js': file('chat-log.js', script),
  '/chat-members.js': file('chat-members.js', script),
  '/chat-outbox.js': file('chat-outbox.js', script),
  '/chat-polling.js': file('chat-polling.js', script),
  '/chat-room.js': file('chat-room.js', script),
  '/chat-socket.js': file('chat-socket.js', script),
} as const;

function file(name: string, type: string) {
  return {
    type: `${type}; charset=utf-8`,
    body: readFileSync(new URL(`../public/${name}`, import.meta.url)),
  };
}
