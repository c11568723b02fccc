// PNG in and out for the golden pictures: 8 bits a channel, RGB or RGBA, not interlaced, which is all that
// Chromium writes. Source of the form: the PNG specification (W3C), sections 5, 9 and 11.
import zlib from 'node:zlib';

const kSignature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function paeth(a, b, c) {
  const p = a + b - c,
    pa = Math.abs(p - a),
    pb = Math.abs(p - b),
    pc = Math.abs(p - c);
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

// Undoes one line's filter in place; `up` is the line above, already undone.
function unfilter(type, line, up, step) {
  for (let i = 0; i < line.length; i++) {
    const left = i >= step ? line[i - step] : 0;
    const above = up ? up[i] : 0;
    const corner = up && i >= step ? up[i - step] : 0;
    const add =
      type === 1
        ? left
        : type === 2
          ? above
          : type === 3
            ? (left + above) >> 1
            : type === 4
              ? paeth(left, above, corner)
              : 0;
    line[i] = (line[i] + add) & 255;
  }
}

/** Bytes of a file to {width, height, data}: four channels a pixel. Throws for any other form. */
export function decode(bytes) {
  if (!bytes.subarray(0, 8).equals(kSignature)) throw new Error('no PNG');
  let width, height, step;
  const parts = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at),
      kind = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      step = { 2: 3, 6: 4 }[body[9]];
      if (body[8] !== 8 || !step || body[12] !== 0) throw new Error('a PNG of another form');
    } else if (kind === 'IDAT') parts.push(body);
    at += 12 + length;
  }
  const raw = zlib.inflateSync(Buffer.concat(parts));
  const data = new Uint8Array(width * height * 4);
  let up = null;
  for (let y = 0; y < height; y++) {
    const start = y * (width * step + 1);
    const line = raw.subarray(start + 1, start + 1 + width * step);
    unfilter(raw[start], line, up, step);
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 4; c++) data[(y * width + x) * 4 + c] = c < step ? line[x * step + c] : 255;
    }
    up = line;
  }
  return { width, height, data };
}

function chunk(kind, body) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(kind, 4, 'latin1');
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc(Buffer.concat([head.subarray(4), body])), 0);
  return Buffer.concat([head, body, tail]);
}

const kCrc = Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = kCrc[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** The reverse, always RGBA. */
export function encode({ width, height, data }) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const raw = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y++) {
    raw.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  }
  return Buffer.concat([
    kSignature,
    chunk('IHDR', head),
    chunk('IDAT', zlib.deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
