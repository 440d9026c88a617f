/** Words for people, in both languages. */
export type Both = { en: string; uk: string };

/** Where a test stands, and its name or a part of it, as the file spells it. */
export type CitedTest = readonly [file: string, name: string];

/** What keeps a statement: everything in it has to be there (`scripts/checks/sources.ts`). */
export type Proof = {
  /** A section of SPEC.md, with the row of its table where there is one: `4.2 (7)`. */
  spec: string;
  /** Rule, or check before the rules; asked for where `spec` is the step of one. */
  rule?: string;
  test: CitedTest;
  /** Id in the conformance kit; null: nothing that can be called over HTTP shows it. */
  case: string | null;
};

/**
 * What became of a statement: it is in force as it stands; it contradicts another place, and the row of SPEC 14 says what
 * is in force; the page leaves it to the API documents, or empty, and SPEC.md says it; it names the page or the method, and
 * there is nothing to build; it is left over from the page's template or from a comparison of two versions.
 */
export type Verdict =
  | ({ verdict: 'in force' | 'said elsewhere' } & Proof)
  | ({ verdict: 'decided'; decision: number } & Proof)
  | { verdict: 'name' | 'residue' };

/** One statement, in our words. */
export type Statement = Both & Verdict;

/** A part of a page, by its heading there, with its statements from the first to the last. */
export type Part = { heading: string; statements: readonly Statement[] };

export type Source = {
  /** As the page has it. */
  title: string;
  /** How many statements each part has: counted on the page, apart from the rows. */
  outline: Readonly<Record<string, number>>;
  parts: readonly Part[];
};
