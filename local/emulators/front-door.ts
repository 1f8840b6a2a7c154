// The one HTTP port: finds out which service is called and by whom, and hands over whole requests only.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyFault, type Fault } from './faults.ts';
import { AwsError } from './wire/aws-error.ts';
import { jsonProtocol } from './wire/json-protocol.ts';
import type { Protocol, Service } from './wire/protocol.ts';
import { type Answer, type AwsRequest, readRequest } from './wire/request.ts';

export interface Call {
  service: string;
  operation: string;
  /** The caller's name. */
  accessKeyId: string;
  input: Record<string, unknown>;
}

export interface Doorkeeping {
  /** Told of every call once it is answered. */
  onRequest?:
    | ((call: { service: string; operation: string; accessKeyId: string; status: number }) => void)
    | undefined;
  /** For tests: asked before every call. */
  faults?: ((call: Call) => Fault | undefined) | undefined;
  /** Throws an `AwsError` where the caller may not. */
  admit?: ((call: Call) => void) | undefined;
  /** Answers what is not an AWS call. */
  pages?: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
}

export type Services = Record<Service['name'], Service>;

/** Pages that take forms; whatever else is sent is a call. */
const FORMS = /^\/(clock$|answer\/)/;

const LARGEST_BODY_BYTES = 16 * 1024 * 1024;

export class FrontDoor {
  readonly #server: Server;
  readonly #doorkeeping: Doorkeeping;
  #services: Services | undefined;

  private constructor(doorkeeping: Doorkeeping) {
    this.#doorkeeping = doorkeeping;
    this.#server = createServer((message, response) => this.#receive(message, response));
    // A client may keep an idle connection for as long as it likes: closing it would race with its next request.
    this.#server.keepAliveTimeout = 0;
  }

  /** Listens on 127.0.0.1 alone; rejects where the port is taken (`EADDRINUSE`). Port 0 is any that is free. */
  static async open(port: number, doorkeeping: Doorkeeping): Promise<FrontDoor> {
    const door = new FrontDoor(doorkeeping);
    await new Promise<void>((resolve, reject) => {
      door.#server.once('error', reject);
      door.#server.listen(port, '127.0.0.1', () => resolve());
    });
    return door;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Until then every call is asked to come again. */
  serve(services: Services): void {
    this.#services = services;
  }

  /** Waits for what is under way, a second at most. */
  async close(): Promise<void> {
    this.#services = undefined;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    const patience = setTimeout(() => this.#server.closeAllConnections(), 1000);
    await closed;
    clearTimeout(patience);
  }

  #receive(message: IncomingMessage, response: ServerResponse): void {
    const { pages } = this.#doorkeeping;
    const isForm = message.method === 'POST' && FORMS.test(message.url ?? '');
    if (message.headers.authorization === undefined && (message.method !== 'POST' || isForm)) {
      if (pages) pages(message, response);
      else response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no page here.\n');
      return;
    }
    const pieces: Buffer[] = [];
    let length = 0;
    message.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length <= LARGEST_BODY_BYTES) pieces.push(piece);
    });
    // A client that hangs up in the middle of its request never comes to its end, and has asked for nothing.
    message.on('end', () => {
      const body = pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
      void this.#answer(readRequest(message, body), length > LARGEST_BODY_BYTES, response);
    });
  }

  async #answer(request: AwsRequest, isTooLarge: boolean, response: ServerResponse): Promise<void> {
    const hangUp = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) hangUp.abort();
    });
    const requestId = randomUUID();
    const { accessKeyId } = request;
    let protocol: Protocol = jsonProtocol;
    let call: Call = { service: request.scope, operation: '', accessKeyId, input: {} };
    let fault: Fault | undefined;
    let answer: Answer;
    try {
      if (isTooLarge)
        throw new AwsError('RequestEntityTooLarge', 'The request is too large.', { status: 413 });
      const service = this.#serviceOf(request);
      protocol = service.protocolOf(request);
      const reading = protocol.read(request);
      call = { service: service.name, ...reading, accessKeyId };
      fault = this.#doorkeeping.faults?.(call);
      if (fault) applyFault(fault, call);
      this.#doorkeeping.admit?.(call);
      const output = await service.perform(reading, { accessKeyId, signal: hangUp.signal });
      answer = protocol.answer(reading.operation, output, requestId);
    } catch (error) {
      answer = protocol.refuse(asAwsError(error), requestId);
    }
    this.#doorkeeping.onRequest?.({
      service: call.service,
      operation: call.operation,
      accessKeyId,
      status: answer.status,
    });
    if (fault === 'lose-answer') response.destroy();
    else this.#write(response, answer, requestId);
  }

  #write(response: ServerResponse, { status, contentType, headers, body }: Answer, requestId: string): void {
    if (response.destroyed) return;
    response.writeHead(status, {
      ...headers,
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'x-amzn-requestid': requestId,
      ...(this.#services === undefined && { connection: 'close' }),
    });
    response.end(body);
  }

  #serviceOf({ target, scope }: AwsRequest): Service {
    if (scope === '') {
      const message = 'The request is not signed: give the client any access key, region and secret.';
      throw new AwsError('MissingAuthenticationToken', message, { status: 403 });
    }
    if (this.#services === undefined) {
      throw new AwsError('ServiceUnavailable', 'The emulators are starting or stopping.', { status: 503 });
    }
    if (target.startsWith('AmazonSQS.')) return this.#services.sqs;
    if (target.startsWith('DynamoDB_')) return this.#services.dynamodb;
    const services: Partial<Record<string, Service>> = this.#services;
    const service = services[scope];
    if (service === undefined) throw new AwsError('UnknownService', `There is no service ${scope} here.`);
    return service;
  }
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AwsError('InternalFailure', message, { status: 500 });
}
