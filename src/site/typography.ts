import { type HtmlPart, html } from '../platform/html/html.ts';

/** In front of a dash, behind a word of one letter, and between a number and its unit no line ends. */
const TOGETHER =
  / (?=— )|(?<=(?<![\p{L}’])[авезийіоуяАВЕЗЙІОУЯ]) |(?<=\d) (?=(?:[КМГ]і?Б|(?:байт|секунд|хвилин|годин|рівн|дн)\p{L}*|мс|с|хв|год|KiB|MiB|MB|ms)(?!\p{L}))/gu;

/** Prose as it is set: what belongs together stays on one line. Search, copies and the document keep plain blanks. */
export const keptTogether = (text: string): string => text.replaceAll(TOGETHER, '\u00a0');

/** Longer ones do not fit a narrow column. */
const LONG = /(\S{20,})/;
/** After what joins the words of a name, before what begins the next part of an address. */
const SEAM = /(?<=[_.,=]|:(?!\/))|(?<![:/])(?=[/?&])/;

/** Names and addresses, which may break between their words where they are long, and nowhere else. */
export const breakable = (text: string): HtmlPart =>
  text
    .split(LONG)
    .map((part, at) =>
      at % 2 === 0 ? part : part.split(SEAM).map((piece, place) => [place > 0 && html`<wbr>`, piece]),
    );
