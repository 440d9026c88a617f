import { type Html, html } from '../platform/html/html.ts';
import { counted, type Language } from './language.ts';
import { commonTexts } from './texts.ts';

/** What is wrong with a form: in the summary, and beside the field of this id. */
export type Mistake = { field: string; text: string };

type Field = {
  id: string;
  label: string;
  hint?: string;
  type: 'email' | 'password';
  /** Of these password managers know what to fill in, or to offer to keep. */
  autocomplete: 'username' | 'current-password' | 'new-password';
  value?: string;
  readonly?: boolean;
  /** Where a person begins to type. */
  first?: boolean;
};

/** A labelled field, with what is wrong with it. */
export function field({ id, label, hint, ...input }: Field, mistakes: readonly Mistake[]): Html {
  const mistake = mistakes.find((each) => each.field === id);
  const described = [hint && `${id}-hint`, mistake && `${id}-error`].filter((name) => name !== undefined);
  // The summary takes the focus where something is wrong.
  const takesFocus = input.first && mistakes.length === 0;
  return html`<div class="field${mistake && ' wrong'}">
<label for="${id}">${label}</label>
${hint && html`<small id="${id}-hint">${hint}</small>`}
${mistake && html`<p class="error" id="${id}-error">${mistake.text}</p>`}
<input id="${id}" name="${id}" type="${input.type}" autocomplete="${input.autocomplete}" spellcheck="false" autocapitalize="none"${
    input.value !== undefined && html` value="${input.value}"`
  }${input.readonly && html` readonly`}${mistake && html` aria-invalid="true"`}${
    described.length > 0 && html` aria-describedby="${described.join(' ')}"`
  }${takesFocus && html` autofocus`}>
</div>`;
}

/** What is wrong, above the form; it takes the focus, and leads to each field. */
export function summary(heading: string, mistakes: readonly Mistake[]): Html {
  return notice(
    'bad',
    heading,
    html`<ul>${mistakes.map(({ field, text }) => html`<li><a href="#${field}">${text}</a></li>`)}</ul>`,
  );
}

/** Something to know before all else; it takes the focus, so that it is read out. */
export function notice(state: 'good' | 'warn' | 'bad', heading: string, body?: Html): Html {
  return html`<div class="notice ${state}" role="${state === 'good' ? 'status' : 'alert'}" tabindex="-1" autofocus>
<h2>${heading}</h2>
${body}
</div>`;
}

/** What is said of a form that no page of ours sent, or one of yesterday. */
export function formExpired(language: Language): Html {
  const texts = commonTexts[language];
  return notice('warn', texts.notSent, html`<p>${texts.formExpired}</p>`);
}

/** What is said to somebody who has to wait. */
export function waitFor(language: Language, seconds: number): Html {
  const texts = commonTexts[language];
  return notice(
    'warn',
    texts.waitHeading,
    html`<p>${texts.wait(counted(language, seconds, texts.seconds))}</p>`,
  );
}

/** @param address where the form is sent: the page itself @param token of `formToken` */
export function form(address: string, token: string, fields: Html): Html {
  return html`<form method="post" action="${address}" novalidate>
<input type="hidden" name="token" value="${token}">
${fields}
</form>`;
}
