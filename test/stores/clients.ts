import { spawn } from 'node:child_process';
import { type IncomingHttpHeaders, request } from 'node:http';

export type Sent = { headers?: Record<string, string>; body?: Buffer };
export type Answer = { status: number; body: Buffer; headers: IncomingHttpHeaders };
export type Client = (method: string, url: string, sent?: Sent) => Promise<Answer>;

/**
 * Sends the URL's text as it stands: no parser touches it. Can send another `Host`. A connection of its own each time,
 * since a store that refuses an upload may leave its body unread, and take it for the next request.
 */
export const rawHttp: Client = (method, url, { headers = {}, body } = {}) => {
  const [, host = '', port = '', path = ''] = /^http:\/\/([^/:]+):(\d+)(.*)$/s.exec(url) ?? [];
  return new Promise((resolve, reject) => {
    const sending = request({ host, port, path, method, headers, agent: false }, (answer) => {
      // Swift gives its refusal of a HEAD a body: what follows the headers is not looked at.
      if (method === 'HEAD')
        resolve({ status: answer.statusCode ?? 0, body: Buffer.alloc(0), headers: answer.headers });
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks), headers: answer.headers });
      });
      answer.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
};

/** The WHATWG client of browsers, which normalises what it is given. */
const whatwgFetch: Client = async (method, url, { headers = {}, body } = {}) => {
  const answer = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
  return {
    status: answer.status,
    body: Buffer.from(await answer.arrayBuffer()),
    headers: Object.fromEntries(answer.headers),
  };
};

/** The client of scripts. Its answer has no headers. */
const curl: Client = (method, url, { headers = {}, body } = {}) => {
  const args = ['--silent', '--show-error', '--request', method, '--write-out', '%{stderr}%{http_code}'];
  if (method === 'HEAD') args.push('--head', '--output', '/dev/null');
  for (const [name, value] of Object.entries(headers)) args.push('--header', `${name}: ${value}`);
  // curl would announce a form; an upload has no type unless the test gives one.
  if (body !== undefined) args.push('--data-binary', '@-', '--header', 'Content-Type;');
  return new Promise((resolve, reject) => {
    const child = spawn('curl', [...args, url]);
    const output: Buffer[] = [];
    let status = '';
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (text) => {
      status += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`curl ended with ${code}: ${status}`));
      else resolve({ status: Number(status), body: Buffer.concat(output), headers: {} });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(body);
  });
};

export const clients: Record<string, Client> = { 'node:http': rawHttp, fetch: whatwgFetch, curl };
