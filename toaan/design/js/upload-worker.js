// Reads the chosen file piece by piece, off the page's thread: SHA-256 of the whole as it goes (crypto.subtle has no
// streaming and is absent on plain http), CRC-32 of each piece for the line. The build puts js-sha256 before this.
"use strict";
const READ = 1 << 20;
const table = new Uint32Array(256).map((_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});
let file, whole, hashed;

async function read(start, end) {
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}

// The whole is hashed in order; after a resume it begins at byte 0, which costs reading but no sending.
async function hashUpTo(end) {
  while (hashed < end) {
    const piece = await read(hashed, Math.min(end, hashed + READ));
    if (!piece.length) throw new Error("short");
    whole.update(piece);
    hashed += piece.length;
  }
}

const jobs = {
  open(told) {
    file = told.file;
    whole = self.sha256.create();
    hashed = 0;
  },
  async piece({ start, end }) {
    await hashUpTo(start);
    const bytes = await read(start, end);
    if (bytes.length !== end - start) throw new Error("short");
    let crc = -1;
    for (let i = 0; i < bytes.length; i += 1) crc = table[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
    crc = (crc ^ -1) >>> 0;
    if (hashed === start) {
      whole.update(bytes);
      hashed = end;
    }
    return { bytes: bytes.buffer, crc: btoa(String.fromCharCode(crc >>> 24, (crc >>> 16) & 255, (crc >>> 8) & 255, crc & 255)) };
  },
  async hash() {
    await hashUpTo(file.size);
    return { sha256: whole.hex() };
  },
};

let queue = Promise.resolve();
self.onmessage = ({ data }) => {
  queue = queue.then(async () => {
    try {
      const result = (await jobs[data.job](data)) || {};
      self.postMessage({ id: data.id, ...result }, result.bytes ? [result.bytes] : []);
    } catch (fault) {
      self.postMessage({ id: data.id, fault: String(fault) });
    }
  });
};
