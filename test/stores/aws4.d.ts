/** The part of aws4, the independent signer that tests and benchmarks compare with, that they use. */
declare module 'aws4' {
  type Aws4Request = {
    service: string;
    region: string;
    method: string;
    host: string;
    path: string;
    signQuery?: boolean;
    headers?: Record<string, string>;
  };
  type Aws4Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  const aws4: {
    /** Gives the request with its signed `path` and its `headers`. */
    sign(
      request: Aws4Request,
      credentials: Aws4Credentials,
    ): { path: string; headers: Record<string, string | number> };
  };
  export default aws4;
}
