import { readFile } from 'node:fs/promises';

type Json = Record<string, unknown>;
export type Schema = Json & { properties?: Record<string, Schema>; required?: string[]; $ref?: string };
type Content = { content?: Record<string, { schema: Schema }> };
type Parameter = { name: string; in: string; required?: boolean; schema: Schema };

/** What of the OpenAPI document the client is made from. */
export type ApiDocument = {
  paths: Record<string, Record<string, ApiOperation>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
  'x-errors': { code: string; status: number; type: string; methods: string[] }[];
};
type ApiOperation = {
  operationId: string;
  summary: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { required?: boolean } & Required<Content>;
  responses: Record<string, Content>;
};

/** One method, as the client calls it. */
export type ClientMethod = {
  id: string;
  method: string;
  path: string;
  summary: string;
  parameters: Parameter[];
  body: { schema: Schema; isForm: boolean; required: boolean } | undefined;
  status: number;
  /** Of the answer: the envelope, or what a method without one answers. */
  answer: Schema;
  isBare: boolean;
  refusals: string[];
};

export async function readDocument(): Promise<ApiDocument> {
  return JSON.parse(await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
}

/** Every method of the document, by its operationId. A form is sent only where a method takes no JSON. */
export function methodsOf(document: ApiDocument): ClientMethod[] {
  const { paths, components } = document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { operationId: id, summary, parameters = [], requestBody, responses } = operation;
      const [json, form] = ['application/json', 'application/x-www-form-urlencoded'].map(
        (type) => requestBody?.content[type],
      );
      const content = json ?? form;
      // The answer to a form has a status of its own, before that to JSON.
      const [status, success] = Object.entries(responses)
        .filter(([code]) => code.startsWith('2'))
        .at(-1) as [string, Content];
      const answer = resolved(success.content?.['application/json']?.schema ?? {}, components.schemas);
      return {
        id,
        method: method.toUpperCase(),
        path,
        summary,
        parameters: parameters.map((each) => parameterOf(each, components.parameters)),
        body: content && {
          schema: content.schema,
          isForm: json === undefined,
          required: requestBody?.required === true,
        },
        status: Number(status),
        answer,
        isBare: answer.properties?.meta === undefined,
        refusals: document['x-errors'].filter(({ methods }) => methods.includes(id)).map(({ code }) => code),
      };
    }),
  );
}

function parameterOf(each: Parameter | { $ref: string }, shared: Record<string, Parameter>): Parameter {
  return '$ref' in each ? (shared[nameIn(each.$ref)] as Parameter) : each;
}

function resolved(schema: Schema, shared: Record<string, Schema>): Schema {
  return schema.$ref === undefined ? schema : (shared[nameIn(schema.$ref)] as Schema);
}

const nameIn = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1);
