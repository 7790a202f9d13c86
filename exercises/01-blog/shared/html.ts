import type { Post } from './store.ts';

/** The front page: each post a link, its title as text. */
export const frontPage = (posts: readonly Post[]): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>The blog</title>
  </head>
  <body>
    <h1>The blog</h1>
    <ul>
${posts.map(({ slug, title }) => `      <li><a href="/posts/${slug}">${escape(title)}</a></li>`).join('\n')}
    </ul>
  </body>
</html>
`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
