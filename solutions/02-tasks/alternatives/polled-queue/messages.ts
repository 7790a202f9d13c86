/** What the server tells the process that does the work. */
export type Message = 'drain' | { readonly cancel: string };
