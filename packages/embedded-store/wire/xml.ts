import { s3Error } from './s3-error.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text for an XML document. Control characters become references as in S3's answers; XML 1.0 has no form for most of
 * them, hence the `encoding-type=url` of listings.
 */
function escapeXml(text: string): string {
  return text.replace(/[&<>"\x00-\x08\x0a-\x1f\x7f\ufffe\uffff]/g, (character) => {
    return ENTITIES[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
}

/** `<name>text</name>` */
export function textElement(name: string, text: string | number): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** `<name>…</name>` around elements that are XML already. */
export function element(name: string, ...children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`;
}

/** A whole document of the S3 namespace. */
export function xmlDocument(name: string, ...children: readonly string[]): string {
  const root = `<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${children.join('')}</${name}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

export type XmlElement = {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
};

const MAX_DEPTH = 8;
/** 10 000 parts, each with its number, its ETag and some checksums. */
const MAX_ELEMENTS = 70_000;
const TOKEN =
  /<\?xml[^?<>]*\?>|<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

/**
 * Reads the small documents that S3 clients send. No DTD, CDATA, comments or custom entities: what is
 * not there cannot be attacked. Attributes (the namespace) are skipped. Throws MalformedXML.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw s3Error('MalformedXML');
  }
  const root: { name: string; text: string; children: XmlElement[] } = { name: '', text: '', children: [] };
  const open = [root];
  let elements = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) throw s3Error('MalformedXML');
    const [, closing, name, , selfClosing, characters] = match;
    const parent = open.at(-1)!;
    if (characters !== undefined) {
      parent.text += unescapeXml(characters);
    } else if (name !== undefined && closing === '/') {
      if (open.length < 2 || parent.name !== name) throw s3Error('MalformedXML');
      open.pop();
    } else if (name !== undefined) {
      if (++elements > MAX_ELEMENTS) throw s3Error('MalformedXML');
      const child: typeof root = { name, text: '', children: [] };
      parent.children.push(child);
      if (selfClosing === '') open.push(child);
      if (open.length > MAX_DEPTH) throw s3Error('MalformedXML');
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '')
    throw s3Error('MalformedXML');
  return root.children[0]!;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&([^;&]{0,10};?)/g, (_, reference: string) => {
    const match = /^(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));$/.exec(reference);
    if (match === null) throw s3Error('MalformedXML');
    if (match[1] !== undefined) return NAMED[match[1]]!;
    const code = match[2] !== undefined ? Number(match[2]) : Number.parseInt(match[3]!, 16);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw s3Error('MalformedXML');
    return String.fromCodePoint(code);
  });
}

/** Text of the only child of that name; undefined when absent. Throws MalformedXML when there are several. */
export function childText(parent: XmlElement, name: string): string | undefined {
  const found = parent.children.filter((child) => child.name === name);
  if (found.length > 1) throw s3Error('MalformedXML');
  return found[0]?.text;
}
