import { DockerfileParser } from 'dockerfile-ast';

/** An instruction as it is written: variables are not filled in. */
export type Instruction = {
  keyword: string;
  /** Counted from 1. */
  line: number;
  /** `--from=packages`; one may stand there more than once. */
  flags: { name: string; value: string }[];
  /** What follows the flags, in one line. */
  text: string;
};

export type Stage = { base: string; name: string | undefined; line: number; instructions: Instruction[] };

/** @property args what stands before the first stage: the defaults of the names of images */
export type Dockerfile = { args: Record<string, string>; stages: Stage[] };

export function readDockerfile(text: string): Dockerfile {
  const file: Dockerfile = { args: {}, stages: [] };
  for (const parsed of DockerfileParser.parse(text).getInstructions()) {
    const instruction: Instruction = {
      keyword: parsed.getKeyword(),
      line: parsed.getRange().start.line + 1,
      flags: flagsOf(parsed),
      text: parsed.getArgumentsContent() ?? '',
    };
    const stage = file.stages.at(-1);
    if (instruction.keyword === 'FROM') file.stages.push(stageOf(instruction));
    else if (stage !== undefined) stage.instructions.push(instruction);
    else Object.assign(file.args, pairsOf(instruction.text));
  }
  return file;
}

type Flagged = { getFlags?(): { getName(): string; getValue(): string | null }[] };

const flagsOf = (parsed: object): Instruction['flags'] =>
  ((parsed as Flagged).getFlags?.() ?? []).map((flag) => ({
    name: flag.getName(),
    value: flag.getValue() ?? '',
  }));

function stageOf({ text, line }: Instruction): Stage {
  const [base = '', , name] = text.split(/\s+/);
  return { base, name, line, instructions: [] };
}

/** Of `A=1 B="2 3"`, as ENV, LABEL and ARG have it; a name alone has the value ''. */
export function pairsOf(text: string): Record<string, string> {
  const pairs = text.matchAll(/([\w.-]+)(?:=("(?:[^"\\]|\\.)*"|\S*))?/g);
  return Object.fromEntries(
    [...pairs].map(([, name, value = '']) => [name, value.replace(/^"(.*)"$/, '$1')]),
  );
}

/** The words of the exec form, or undefined for the shell form. */
export function execForm(text: string): string[] | undefined {
  const json = /\[.*\]$/s.exec(text)?.[0];
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** `${NAME}` and `$NAME`, filled in. @throws Error for one that nobody has declared */
export function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)\}|\$(\w+)/g, (_, braced, bare) => {
    const value = values[braced ?? bare];
    if (value === undefined) throw new Error(`nothing declares ${braced ?? bare}`);
    return value;
  });
}
