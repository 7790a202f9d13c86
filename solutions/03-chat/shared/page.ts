import { readFileSync } from 'node:fs';

/** The files of the chat page, by the path that a browser asks for. */
export const page = {
  '/': file('index.html', 'text/html'),
  '/chat.js': file('chat.js', 'text/javascript'),
  '/chat.css': file('chat.css', 'text/css'),
} as const;

function file(name: string, type: string) {
  return {
    type: `${type}; charset=utf-8`,
    body: readFileSync(new URL(`../public/${name}`, import.meta.url)),
  };
}
