import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../../design/', import.meta.url);
/** In the order of the cascade. */
const PARTS = ['tokens.css', 'page.css', 'forms.css', 'tables.css'];

/** The stylesheet of all pages but the documents, which have one of their own. */
export const STYLESHEET: Buffer = Buffer.concat(PARTS.map((name) => readFileSync(new URL(name, FOLDER))));

export const STYLESHEET_PATH = '/design/style.css';
/** Names this very content, so that browsers may keep what they have got under this name. */
export const STYLESHEET_VERSION: string = createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 16);
