/** What a member may send, but not as a frame of the protocol: each gives an `error`. */
export const badFrames: readonly (string | Buffer)[] = [
  'no JSON',
  '',
  'null',
  '["say"]',
  '{"type": "shout", "text": "hello", "ref": 1}',
  '{"type": "say", "ref": 1}',
  '{"type": "say", "text": 7, "ref": 1}',
  '{"type": "say", "text": " ", "ref": 1}',
  JSON.stringify({ type: 'say', text: 'x'.repeat(16_001), ref: 1 }),
  Buffer.from([0, 1, 2, 255]),
];

/** Bytes that break WebSocket itself (RFC 6455, section 5). */
export const brokenFrames: readonly Buffer[] = [
  // A reserved opcode.
  Buffer.from([0x83, 0x80, 0, 0, 0, 0]),
  // A frame that is not masked.
  Buffer.from([0x81, 0x01, 0x78]),
  // A text that is no UTF-8.
  Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xff]),
  // No frame at all.
  Buffer.from('GET / HTTP/1.1\r\n\r\n'),
];
