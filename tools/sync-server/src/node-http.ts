/**
 * `node:http`. An `import` of it makes Node read each of its exports, also those that are loaded when
 * they are first read: undici for `WebSocket`, which would take most of the CPU time of a start.
 */
export const nodeHttp = process.getBuiltinModule('node:http');
