import { createUtf8Decoder, LOST, NOT_TEXT, type TextDecoderInPieces } from './decode.ts';

export const ENCODING_NAMES = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be'] as const;
export type EncodingName = (typeof ENCODING_NAMES)[number];

/** What reading and writing a file in an encoding takes. */
export type Encoding = {
  name: EncodingName;
  /** Bytes of a code unit: line breaks are found by whole units. */
  unitBytes: 1 | 2;
  /** The unit that begins at this byte. */
  unitAt(bytes: Buffer, at: number): number;
  createDecoder(): TextDecoderInPieces;
  /** Characters that the encoding does not have become question marks. */
  encode(text: string): Buffer;
  byteOrderMark: Buffer;
};

const ABSENT_FROM_WINDOWS_1251 = 0x98;
/** All 256 characters in the order of their bytes. */
const WINDOWS_1251 = new TextDecoder('windows-1251')
  .decode(Uint8Array.from({ length: 256 }, (_each, byte) => byte))
  .replace('\u0098', NOT_TEXT);
const WINDOWS_1251_BYTES = new Map(Array.from(WINDOWS_1251, (character, byte) => [character, byte]));

const singleByte = { unitBytes: 1, unitAt: (bytes: Buffer, at: number) => bytes[at] as number } as const;

export const ENCODINGS: Readonly<Record<EncodingName, Encoding>> = {
  'utf-8': {
    ...singleByte,
    name: 'utf-8',
    createDecoder: createUtf8Decoder,
    encode: (text) => Buffer.from(text, 'utf8'),
    byteOrderMark: Buffer.from([0xef, 0xbb, 0xbf]),
  },
  'windows-1251': {
    ...singleByte,
    name: 'windows-1251',
    createDecoder: createWindows1251Decoder,
    encode: (text) => Buffer.from(Array.from(text, (each) => WINDOWS_1251_BYTES.get(each) ?? 0x3f)),
    byteOrderMark: Buffer.alloc(0),
  },
  'utf-16le': {
    name: 'utf-16le',
    unitBytes: 2,
    unitAt: (bytes, at) => bytes.readUInt16LE(at),
    createDecoder: () => createUtf16Decoder((bytes) => bytes),
    encode: (text) => Buffer.from(text, 'utf16le'),
    byteOrderMark: Buffer.from([0xff, 0xfe]),
  },
  'utf-16be': {
    name: 'utf-16be',
    unitBytes: 2,
    unitAt: (bytes, at) => bytes.readUInt16BE(at),
    createDecoder: () => createUtf16Decoder((bytes) => Buffer.from(bytes).swap16()),
    encode: (text) => Buffer.from(text, 'utf16le').swap16(),
    byteOrderMark: Buffer.from([0xfe, 0xff]),
  },
};

function createWindows1251Decoder(): TextDecoderInPieces {
  const decoder = new TextDecoder('windows-1251');
  let failed = false;
  return {
    decode(bytes) {
      const text = decoder.decode(bytes);
      if (!bytes.includes(ABSENT_FROM_WINDOWS_1251)) return text;
      failed = true;
      return text.replaceAll('\u0098', NOT_TEXT);
    },
    end: () => '',
    hasFailed: () => failed,
  };
}

/** A half of a surrogate pair stays in the text, where whoever looks for what is no text finds it. */
function createUtf16Decoder(toLittleEndian: (bytes: Buffer) => Buffer): TextDecoderInPieces {
  let carried = Buffer.alloc(0);
  let failed = false;
  return {
    decode(bytes) {
      const all = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
      const end = all.length - (all.length % 2);
      carried = Buffer.from(all.subarray(end));
      const text = toLittleEndian(all.subarray(0, end)).toString('utf16le');
      failed ||= text.includes(LOST) || !text.isWellFormed(); // also where a pair is cut in two: then records are looked at for nothing
      return text;
    },
    end() {
      failed ||= carried.length > 0;
      return carried.length > 0 ? NOT_TEXT : '';
    },
    hasFailed: () => failed,
  };
}
