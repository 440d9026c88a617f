export { clientCallOf } from './client-call.ts';
export { bodyText, curlOf, headersThatMatter } from './curl.ts';
export {
  type ApiCheck,
  type ApiContent,
  type ApiDocument,
  type ApiError,
  type ApiExample,
  type ApiParameter,
  type ApiResponse,
  type ApiRule,
  type ApiSchema,
  type ApiTag,
  BEFORE_RULES,
  type Described,
  type Exchange,
  type HttpMethod,
  type Operation,
  type Reference,
} from './document.ts';
export { type Method, methodsOf, methodsOfTag, resolved } from './resolve.ts';
